package dev.lathe.serve.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks values of fields, and says what is wrong with them: where it is, what was expected, and what came. */
public final class Check {
    private Check() {}

    /** Returns a value that must be there. */
    public static <T> T present(String param, @Nullable T value) {
        if (value == null) {
            throw ApiError.of(
                    ApiError.Kind.INVALID,
                    param,
                    "missing_required_parameter",
                    "Missing required parameter: '%s'.".formatted(param));
        }
        return value;
    }

    /** Returns a number that must be within bounds, or the usual one if it is null. */
    public static double range(String param, @Nullable Double value, double low, double high, double usual) {
        if (value == null) {
            return usual;
        }
        if (!(value >= low && value <= high)) {
            throw invalid(param, "expected a number from %s to %s, but got %s".formatted(low, high, value));
        }
        return value;
    }

    /** Returns an integer that must be within bounds, or the usual one if it is null. */
    public static int range(String param, @Nullable Integer value, int low, int high, int usual) {
        if (value == null) {
            return usual;
        }
        if (value < low || value > high) {
            throw invalid(param, "expected an integer from %d to %d, but got %d".formatted(low, high, value));
        }
        return value;
    }

    /** Returns an integer that must have at least some size, or null if it is null. */
    public static @Nullable Integer atLeast(String param, @Nullable Integer value, int low) {
        if (value != null && value < low) {
            throw invalid(param, "expected an integer of at least %d, but got %d".formatted(low, value));
        }
        return value;
    }

    /** Returns a token that must be in the vocabulary. */
    public static int token(String param, int token, int vocabulary) {
        if (token < 0 || token >= vocabulary) {
            throw invalid(param, "tokens are from 0 to %d, but got %d".formatted(vocabulary - 1, token));
        }
        return token;
    }

    /** Reads a string or an array of strings; null is an empty list. */
    public static List<String> strings(String param, @Nullable JsonNode value) {
        List<String> strings = new ArrayList<>();
        if (value == null || value.isNull()) {
            return strings;
        }
        if (value.isString()) {
            return List.of(value.asString());
        }
        if (!value.isArray()) {
            throw invalid(param, "expected a string or an array of strings, but got " + Json.kind(value));
        }
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw invalid(param + "[" + strings.size() + "]", "expected a string, but got " + Json.kind(element));
            }
            strings.add(element.asString());
        }
        return strings;
    }

    /** Returns the refusal of a value. */
    public static ApiError invalid(String param, String what) {
        return ApiError.invalid(param, "Invalid value for '%s': %s.".formatted(param, what));
    }
}
