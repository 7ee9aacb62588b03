package dev.lathe.shop;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names a choice that a buyer makes, such as the color. */
public record OptionAxis(String id, Text name, List<OptionValue> values) {
    public OptionAxis {
        values = List.copyOf(values);
    }

    /**
     * Returns a value by its id.
     *
     * @throws IllegalArgumentException if this axis has no such value
     */
    public OptionValue value(String valueId) {
        for (OptionValue value : values) {
            if (value.id().equals(valueId)) {
                return value;
            }
        }
        throw new IllegalArgumentException("option axis " + id + " has no value " + valueId);
    }

    /** Returns the ids of all values. */
    List<String> ids() {
        return values.stream().map(OptionValue::id).toList();
    }

    /** Draws the id of a value that is none of some. */
    public String other(List<String> some, RandomGenerator random) {
        return Draws.other(ids(), some, random);
    }
}
