package dev.lathe.verify.instruction;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parameters of an instruction. Data sets give every instruction all keys and leave those that it does not have null. */
record Parameters(String id, ObjectNode values) {
    private static final String LESS_THAN = "less than";
    private static final String AT_LEAST = "at least";

    String text(String key) {
        JsonNode value = value(key);
        if (!value.isString() || value.asString().isBlank()) {
            throw error(key, "must be a text");
        }
        return value.asString();
    }

    int count(String key) {
        JsonNode value = value(key);
        if (!value.isNumber() || value.asDouble() != Math.rint(value.asDouble()) || value.asDouble() < 0) {
            throw error(key, "must be a whole number from 0");
        }
        return (int) value.asDouble();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value(key)) {
            texts.add(element.asString());
        }
        if (texts.isEmpty()) {
            throw error(key, "must be a list of texts");
        }
        return texts;
    }

    /** Returns a comparison with a count: fewer than it, or at least as many. */
    IntPredicate relation(String key, String countKey) {
        int threshold = count(countKey);
        return switch (text(key)) {
            case LESS_THAN -> count -> count < threshold;
            case AT_LEAST -> count -> count >= threshold;
            default -> throw error(key, "must be '%s' or '%s'".formatted(LESS_THAN, AT_LEAST));
        };
    }

    private JsonNode value(String key) {
        JsonNode value = values.get(key);
        if (value == null || value.isNull()) {
            throw error(key, "is missing");
        }
        return value;
    }

    private UserError error(String key, String problem) {
        return new UserError("instruction %s: parameter '%s' %s".formatted(id, key, problem));
    }
}
