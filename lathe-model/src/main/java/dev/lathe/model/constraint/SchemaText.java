package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON schemas and says what is wrong with them. */
final class SchemaText {
    /** No sensible schema is longer, and a short one cannot take long to compile. */
    private static final int LONGEST = 100_000;

    private static final Map<String, SchemaForm> SUPPORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("$ref", SchemaForm.TEXT),
            Map.entry("additionalProperties", SchemaForm.SCHEMA),
            Map.entry("allOf", SchemaForm.SCHEMAS),
            Map.entry("anyOf", SchemaForm.SCHEMAS),
            Map.entry("const", SchemaForm.ANYTHING),
            Map.entry("enum", SchemaForm.VALUES),
            Map.entry("exclusiveMaximum", SchemaForm.NUMBER),
            Map.entry("exclusiveMinimum", SchemaForm.NUMBER),
            Map.entry("format", SchemaForm.TEXT),
            Map.entry("items", SchemaForm.SCHEMA),
            Map.entry("maxItems", SchemaForm.COUNT),
            Map.entry("maxLength", SchemaForm.COUNT),
            Map.entry("maximum", SchemaForm.NUMBER),
            Map.entry("minItems", SchemaForm.COUNT),
            Map.entry("minLength", SchemaForm.COUNT),
            Map.entry("minimum", SchemaForm.NUMBER),
            Map.entry("oneOf", SchemaForm.SCHEMAS),
            Map.entry("pattern", SchemaForm.TEXT),
            Map.entry("prefixItems", SchemaForm.SCHEMAS),
            Map.entry("properties", SchemaForm.PROPERTIES),
            Map.entry("required", SchemaForm.NAMES),
            Map.entry("type", SchemaForm.NAME_OR_NAMES)));

    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "$anchor",
            "$comment",
            "$defs",
            "$id",
            "$schema",
            "contentEncoding",
            "contentMediaType",
            "default",
            "definitions",
            "deprecated",
            "description",
            "example",
            "examples",
            "id",
            "readOnly",
            "title",
            "writeOnly");

    private SchemaText() {}

    static JsonNode parse(String schema) {
        if (schema.length() > LONGEST) {
            throw new UserError("JSON schema: is longer than %d characters".formatted(LONGEST));
        }
        try {
            return JsonMapper.shared().readTree(schema);
        } catch (JacksonException e) {
            throw new UserError("JSON schema: not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Checks that a schema is one, and uses only what is supported. */
    static void check(JsonNode schema, String at) {
        if (schema.isBoolean()) {
            return;
        }
        if (!schema.isObject()) {
            throw error(at, "must be an object, true or false, not " + schema);
        }
        for (String key : schema.propertyNames()) {
            SchemaForm form = SUPPORTED.get(key);
            JsonNode value = schema.get(key);
            if (form == null && !WITHOUT_EFFECT.contains(key) && !key.startsWith("x-")) {
                throw error(at, "%s is not supported; supported are %s".formatted(key, SUPPORTED.keySet()));
            }
            if (form != null && !form.fits(value)) {
                throw error(at, "%s must be %s, not %s".formatted(key, form.description(), value));
            }
        }
    }

    static boolean hasEffect(String key) {
        return SUPPORTED.containsKey(key);
    }

    /** Returns a count, or a default where the schema does not say. */
    static int count(JsonNode schema, String key, int otherwise, int most, String at) {
        JsonNode value = schema.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value.asDouble() > most) {
            throw error(at, "%s may be at most %d, not %s".formatted(key, most, value));
        }
        return value.asInt();
    }

    static UserError error(String at, String what) {
        return new UserError("JSON schema: %s: %s".formatted(at.isEmpty() ? "#" : at, what));
    }
}
