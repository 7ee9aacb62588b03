package dev.lathe.model.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Collects metadata for a GGUF file: {@code Integer} is written as uint32, {@code Float} as float32, and {@code Boolean}, {@code String},
 * and lists of {@code String}, {@code Integer} or {@code Float} as what they are.
 */
final class GgufEntries {
    private final String prefix;
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    GgufEntries(String architecture) {
        this.prefix = architecture + ".";
        values.put("general.architecture", architecture);
    }

    /** Adds a value of the architecture, by its name without the prefix. */
    void put(String name, int value) {
        values.put(prefix + name, value);
    }

    void put(String name, float value) {
        values.put(prefix + name, value);
    }

    void put(String name, String value) {
        values.put(prefix + name, value);
    }

    /** Adds a value that is not the architecture's, by its whole key. */
    void putWhole(String key, Object value) {
        values.put(key, value instanceof List<?> list ? List.copyOf(list) : value);
    }

    SequencedMap<String, Object> values() {
        return Collections.unmodifiableSequencedMap(values);
    }
}
