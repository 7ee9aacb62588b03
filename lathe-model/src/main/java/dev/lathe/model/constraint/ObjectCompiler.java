package dev.lathe.model.constraint;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Compiles what a schema says about an object: its properties in order, each of which may be left out unless it is required, then
 * additional ones.
 */
final class ObjectCompiler {
    private final SchemaCompiler compiler;
    private final Grammar grammar;
    private final JsonTexts texts;

    ObjectCompiler(SchemaCompiler compiler, Grammar grammar, JsonTexts texts) {
        this.compiler = compiler;
        this.grammar = grammar;
        this.texts = texts;
    }

    int compile(int from, JsonNode schema, String at) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        JsonNode additional = additional(schema);
        Set<String> required = required(schema);
        required.forEach(name -> properties.putIfAbsent(name, additional));

        int none = texts.sign(from, "{");
        int some = grammar.state();
        for (Map.Entry<String, JsonNode> property : properties.entrySet()) {
            String name = property.getKey();
            int member = member(none, some);
            int next = grammar.state();
            int rule = compiler.rule(property.getValue(), at + "/properties/" + name);
            grammar.jump(value(texts.key(member, name), rule), next);
            int noneAfter = grammar.state();
            if (!required.contains(name)) {
                grammar.jump(none, noneAfter);
                grammar.jump(some, next);
            }
            none = noneAfter;
            some = next;
        }
        if (!isFalse(additional)) {
            int key = texts.string(member(none, some), Strings.otherThan(properties.keySet()));
            int rule = compiler.rule(additional, at + "/additionalProperties");
            grammar.jump(value(texts.colon(key), rule), some);
        }
        int close = grammar.state();
        grammar.jump(none, close);
        grammar.jump(some, close);
        return grammar.text(close, "}");
    }

    /** Returns where a member begins, after a comma if there are members before it. */
    private int member(int none, int some) {
        int member = grammar.state();
        grammar.jump(none, member);
        grammar.jump(texts.sign(some, ","), member);
        return member;
    }

    private int value(int from, int rule) {
        int end = grammar.state();
        grammar.call(from, rule, end);
        return texts.space(end);
    }

    private static JsonNode additional(JsonNode schema) {
        JsonNode additional = schema.get("additionalProperties");
        return additional != null ? additional : BooleanNode.valueOf(!schema.has("properties"));
    }

    private static boolean isFalse(JsonNode schema) {
        return schema.isBoolean() && !schema.asBoolean();
    }

    private static Set<String> required(JsonNode schema) {
        return schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
