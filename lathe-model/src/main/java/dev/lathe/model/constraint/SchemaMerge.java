package dev.lathe.model.constraint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Joins two schemas that a value has to satisfy both. */
final class SchemaMerge {
    private static final Set<String> LARGEST_WINS = Set.of("minItems", "minLength", "minimum", "exclusiveMinimum");
    private static final Set<String> SMALLEST_WINS = Set.of("maxItems", "maxLength", "maximum", "exclusiveMaximum");

    private SchemaMerge() {}

    /** Returns a schema without one of its keys. */
    static ObjectNode without(JsonNode schema, String key) {
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        schema.properties().forEach(entry -> {
            if (!entry.getKey().equals(key)) {
                rest.set(entry.getKey(), entry.getValue());
            }
        });
        return rest;
    }

    /** Says whether a schema says nothing about a value. */
    static boolean saysNothing(JsonNode schema) {
        return schema.isObject() && schema.propertyNames().stream().noneMatch(SchemaText::hasEffect);
    }

    static JsonNode both(JsonNode a, JsonNode b, String at) {
        if (a.isBoolean() || saysNothing(a)) {
            return a.isBoolean() && !a.asBoolean() ? a : b;
        }
        if (b.isBoolean() || saysNothing(b)) {
            return b.isBoolean() && !b.asBoolean() ? b : a;
        }
        ObjectNode merged = without(a, "");
        b.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode mine = a.get(key);
            merged.set(
                    key,
                    mine == null || !SchemaText.hasEffect(key)
                            ? entry.getValue()
                            : both(key, mine, entry.getValue(), at));
        });
        return merged;
    }

    private static JsonNode both(String key, JsonNode a, JsonNode b, String at) {
        if (a.equals(b)) {
            return a;
        }
        if (LARGEST_WINS.contains(key)) {
            return a.asDouble() >= b.asDouble() ? a : b;
        }
        if (SMALLEST_WINS.contains(key)) {
            return a.asDouble() <= b.asDouble() ? a : b;
        }
        return switch (key) {
            case "required" -> union((ArrayNode) a, (ArrayNode) b);
            case "properties" -> properties((ObjectNode) a, (ObjectNode) b);
            case "type" -> types(a, b, at);
            case "additionalProperties", "items" -> allOf(a, b);
            default ->
                throw SchemaText.error(at, "two statements of %s cannot be joined: %s and %s".formatted(key, a, b));
        };
    }

    private static JsonNode types(JsonNode a, JsonNode b, String at) {
        ArrayNode types = JsonMapper.shared().createArrayNode();
        Iterable<JsonNode> ofB = b.isArray() ? b : List.of(b);
        for (JsonNode type : a.isArray() ? a : List.of(a)) {
            for (JsonNode other : ofB) {
                if (type.equals(other)) {
                    types.add(type);
                } else if (Set.of(type.asString(), other.asString()).equals(Set.of("integer", "number"))) {
                    types.add("integer");
                }
            }
        }
        if (types.isEmpty()) {
            throw SchemaText.error(at, "no value has both the type %s and the type %s".formatted(a, b));
        }
        return types;
    }

    private static JsonNode union(ArrayNode a, ArrayNode b) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        Stream.concat(a.valueStream(), b.valueStream()).distinct().forEach(all::add);
        return all;
    }

    private static JsonNode properties(ObjectNode a, ObjectNode b) {
        ObjectNode all = without(a, "");
        b.properties().forEach(entry -> {
            JsonNode mine = a.get(entry.getKey());
            all.set(entry.getKey(), mine == null ? entry.getValue() : allOf(mine, entry.getValue()));
        });
        return all;
    }

    private static JsonNode allOf(JsonNode a, JsonNode b) {
        ObjectNode both = JsonMapper.shared().createObjectNode();
        both.putArray("allOf").add(a).add(b);
        return both;
    }
}
