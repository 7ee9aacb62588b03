package dev.lathe.model.constraint;

import tools.jackson.databind.JsonNode;

/** Is what the value of a keyword of a schema has to look like. */
enum SchemaForm {
    ANYTHING("anything"),
    COUNT("a whole number from 0"),
    NUMBER("a number"),
    TEXT("a string"),
    NAME_OR_NAMES("a name or a list of names"),
    NAMES("a list of names"),
    VALUES("a list"),
    SCHEMA("a schema"),
    SCHEMAS("a list of schemas"),
    PROPERTIES("an object of schemas");

    private final String description;

    SchemaForm(String description) {
        this.description = description;
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case ANYTHING -> true;
            case COUNT -> value.isNumber() && isCount(value.asDouble(Double.NaN));
            case NUMBER -> value.isNumber() && Double.isFinite(value.asDouble(Double.NaN));
            case TEXT -> value.isString();
            case NAME_OR_NAMES -> value.isString() || isNames(value);
            case NAMES -> isNames(value);
            case VALUES -> value.isArray();
            case SCHEMA -> value.isObject() || value.isBoolean();
            case SCHEMAS -> value.isArray() && !value.isEmpty();
            case PROPERTIES -> value.isObject();
        };
    }

    private static boolean isCount(double number) {
        return number >= 0 && number == Math.rint(number) && Double.isFinite(number);
    }

    private static boolean isNames(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isString);
    }

    String description() {
        return description;
    }
}
