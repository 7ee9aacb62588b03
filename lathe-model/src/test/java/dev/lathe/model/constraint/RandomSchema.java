package dev.lathe.model.constraint;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes up schemas, some of which hold themselves. */
final class RandomSchema {
    private final Random random;

    RandomSchema(Random random) {
        this.random = random;
    }

    ObjectNode schema() {
        ObjectNode root = schema(3);
        ObjectNode node = root.putObject("$defs").putObject("node");
        node.put("type", "object").putObject("properties").set("value", schema(1));
        ObjectNode next = ((ObjectNode) node.get("properties")).putObject("next");
        next.putArray("anyOf").add(reference()).addObject().put("type", "null");
        return root;
    }

    private static ObjectNode node() {
        return JsonMapper.shared().createObjectNode();
    }

    private static ObjectNode reference() {
        return node().put("$ref", "#/$defs/node");
    }

    private ObjectNode schema(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 11)) {
            case 0 -> integer();
            case 1 -> number();
            case 2 -> string();
            case 3 -> node().put("type", List.of("null", "boolean").get(random.nextInt(2)));
            case 4 -> literals();
            case 5 -> pattern();
            case 6 -> choice(depth);
            case 7 -> random.nextBoolean() ? reference() : array(depth);
            case 8 -> array(depth);
            default -> object(depth);
        };
    }

    private ObjectNode integer() {
        ObjectNode node = node().put("type", "integer");
        int low = random.nextInt(2001) - 1000;
        if (random.nextBoolean()) {
            node.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
        }
        if (random.nextBoolean()) {
            node.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", low + 2 + random.nextInt(3000));
        }
        return node;
    }

    private ObjectNode number() {
        ObjectNode node = node().put("type", "number");
        double low = (random.nextInt(2001) - 1000) / 100.0;
        if (random.nextBoolean()) {
            node.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
        }
        if (random.nextBoolean()) {
            node.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", low + 0.05 + random.nextInt(3000) / 8.0);
        }
        return node;
    }

    private ObjectNode string() {
        ObjectNode node = node().put("type", "string");
        int least = random.nextInt(4);
        if (random.nextBoolean()) {
            node.put("minLength", least);
        }
        if (random.nextBoolean()) {
            node.put("maxLength", least + random.nextInt(20));
        }
        return node;
    }

    private ObjectNode pattern() {
        return node().put("type", "string")
                .put(
                        "pattern",
                        List.of("^[a-z]{2,5}$", "\\d\"", "^a|b\\\\$", "^(foo|bar)+$", "x.y")
                                .get(random.nextInt(5)));
    }

    private ObjectNode literals() {
        ObjectNode node = node();
        ArrayNode values = node.putArray("enum")
                .add(random.nextInt(100))
                .add("a \"quoted\"\n\u00e9\u6f22")
                .addNull();
        values.addObject().putArray("list").add(true).add(1.5);
        return node;
    }

    private ObjectNode choice(int depth) {
        ObjectNode node = node();
        // of different types, so that no value is both
        node.putArray(random.nextBoolean() ? "anyOf" : "oneOf")
                .add(integer())
                .add(string())
                .add(object(depth));
        return node;
    }

    private ObjectNode array(int depth) {
        ObjectNode node = node().put("type", "array");
        int least = random.nextInt(3);
        if (random.nextBoolean()) {
            node.putArray("prefixItems").add(schema(depth - 1)).add(schema(0));
        }
        if (random.nextBoolean()) {
            node.set("items", schema(depth - 1));
        }
        if (random.nextBoolean()) {
            node.put("minItems", least);
        }
        if (random.nextBoolean()) {
            node.put("maxItems", least + random.nextInt(4));
        }
        return node;
    }

    private ObjectNode object(int depth) {
        ObjectNode node = node().put("type", "object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        for (String name : List.of("name", "a b", "\u6f22", "na", "quote\"d").subList(0, random.nextInt(6))) {
            properties.set(name, schema(depth - 1));
            if (random.nextBoolean()) {
                required.add(name);
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> node.put("additionalProperties", false);
            case 1 -> node.set("additionalProperties", schema(0));
            case 2 -> node.put("additionalProperties", true);
            default -> node.remove(random.nextBoolean() ? "required" : "properties");
        }
        return node;
    }
}
