package dev.lathe.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** Holds named numbers in the order in which they were given. */
public record Metrics(SequencedMap<String, Double> values) {
    public static final Metrics NONE = new Metrics(new LinkedHashMap<>());

    public Metrics {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    public static Metrics of(String name, double value) {
        return NONE.with(name, value);
    }

    /** Returns these metrics and one more; a name that exists is replaced in its place. */
    public Metrics with(String name, double value) {
        var copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Metrics(copy);
    }

    public Metrics with(Metrics others) {
        var copy = new LinkedHashMap<>(values);
        copy.putAll(others.values);
        return new Metrics(copy);
    }

    /** Returns these metrics with every name behind {@code prefix}. */
    public Metrics prefixed(String prefix) {
        var copy = new LinkedHashMap<String, Double>();
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            copy.put(prefix + entry.getKey(), entry.getValue());
        }
        return new Metrics(copy);
    }

    /**
     * Returns one value.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public double get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("no metric '%s'; there are %s".formatted(name, values.keySet())));
    }

    public OptionalDouble find(String name) {
        Double value = values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
