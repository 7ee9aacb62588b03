package dev.lathe.serve.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON in the manner of the wire formats: names in snake case, no value taken for one of another type. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw ApiError.invalid(null, "The body is not JSON: %s%s.".formatted(firstLine(e), place));
        }
    }

    /**
     * Reads a value of the type of a record. Fields that the record does not have are skipped.
     *
     * @throws ApiError if a field is of another type; its {@code param} is the path of the field
     */
    public static <T> T read(JsonNode value, Class<T> type) {
        try {
            return MAPPER.treeToValue(value, type);
        } catch (MismatchedInputException e) {
            String path = path(e);
            throw ApiError.invalid(
                    path,
                    "Invalid type for '%s': expected %s, but got %s."
                            .formatted(path, kind(e.getTargetType()), kind(at(value, e))));
        } catch (JacksonException e) {
            String path = e instanceof DatabindException bound ? path(bound) : "";
            throw ApiError.invalid(path, "Invalid value for '%s': %s.".formatted(path, firstLine(e)));
        }
    }

    /** Writes a value. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Writes a value as text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads JSON that a model wrote.
     *
     * @throws JacksonException if it is something else
     */
    public static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    /** Names what a value is, with its article. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "another value";
        } else if (type == String.class) {
            return "a string";
        } else if (type == Integer.class || type == Long.class) {
            return "an integer";
        } else if (type == Double.class || type == Float.class) {
            return "a number";
        } else if (type == Boolean.class) {
            return "a boolean";
        }
        return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static JsonNode at(JsonNode root, DatabindException e) {
        JsonNode value = root;
        for (JacksonException.Reference step : e.getPath()) {
            value = step.getPropertyName() == null ? value.path(step.getIndex()) : value.path(step.getPropertyName());
        }
        return value;
    }

    private static String path(DatabindException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null
                ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                : message.lines().findFirst().orElse("");
    }
}
