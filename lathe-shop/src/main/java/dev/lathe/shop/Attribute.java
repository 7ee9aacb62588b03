package dev.lathe.shop;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names a property that every product of a category has exactly one value of; the brand is the attribute {@value #BRAND}. */
public record Attribute(String id, Text name, List<AttributeValue> values) {
    /** The id of the attribute that is the brand. */
    public static final String BRAND = "brand";

    public Attribute {
        values = List.copyOf(values);
    }

    /**
     * Returns a value by its id.
     *
     * @throws IllegalArgumentException if this attribute has no such value
     */
    public AttributeValue value(String valueId) {
        for (AttributeValue value : values) {
            if (value.id().equals(valueId)) {
                return value;
            }
        }
        throw new IllegalArgumentException("attribute " + id + " has no value " + valueId);
    }

    /** Returns the ids of all values. */
    List<String> ids() {
        return values.stream().map(AttributeValue::id).toList();
    }

    /** Draws the id of a value that is none of some. */
    public String other(List<String> some, RandomGenerator random) {
        return Draws.other(ids(), some, random);
    }
}
