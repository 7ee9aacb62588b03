package dev.lathe.model.constraint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Names the types of JSON values, and the keywords that say something about each. */
enum SchemaType {
    OBJECT,
    ARRAY,
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    NULL;

    private static final List<SchemaType> ALL = List.of(OBJECT, ARRAY, STRING, NUMBER, BOOLEAN, NULL);

    private List<String> keywords() {
        return switch (this) {
            case OBJECT -> List.of("properties", "required", "additionalProperties");
            case ARRAY -> List.of("items", "prefixItems", "minItems", "maxItems");
            case STRING -> List.of("minLength", "maxLength", "pattern", "format");
            case NUMBER -> List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
            case INTEGER, BOOLEAN, NULL -> List.of();
        };
    }

    /** Returns the types that a schema names, or that its keywords are about, or all. */
    static List<SchemaType> of(JsonNode schema, String at) {
        JsonNode type = schema.get("type");
        if (type != null) {
            Stream<JsonNode> names = type.isArray() ? type.valueStream() : Stream.of(type);
            return names.map(name -> named(name, at)).distinct().toList();
        }
        List<SchemaType> meant = ALL.stream()
                .filter(one -> one.keywords().stream().anyMatch(schema::has))
                .toList();
        return meant.isEmpty() ? ALL : meant;
    }

    private static SchemaType named(JsonNode name, String at) {
        return Arrays.stream(values())
                .filter(type -> name.isString() && type.json().equals(name.asString()))
                .findFirst()
                .orElseThrow(() -> SchemaText.error(
                        at,
                        "type must be one or some of %s, not %s"
                                .formatted(
                                        Arrays.stream(values())
                                                .map(SchemaType::json)
                                                .toList(),
                                        name)));
    }

    private String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says whether a value is of this type. */
    boolean has(JsonNode value) {
        return switch (this) {
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case STRING -> value.isString();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case NULL -> value.isNull();
        };
    }
}
