package dev.lathe.model.constraint;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compiles what a schema says about an array. */
final class ArrayCompiler {
    private static final int MOST_ITEMS = 10_000;

    private final SchemaCompiler compiler;
    private final Grammar grammar;
    private final JsonTexts texts;

    ArrayCompiler(SchemaCompiler compiler, Grammar grammar, JsonTexts texts) {
        this.compiler = compiler;
        this.grammar = grammar;
        this.texts = texts;
    }

    int compile(int from, JsonNode schema, String at) {
        List<JsonNode> first = schema.path("prefixItems").valueStream().toList();
        int least = SchemaText.count(schema, "minItems", 0, MOST_ITEMS, at);
        int most = SchemaText.count(schema, "maxItems", -1, MOST_ITEMS, at);
        int close = grammar.state();
        int place = texts.sign(from, "[");
        int unrolled = most < 0 ? Math.max(first.size(), least) + 1 : most;
        for (int i = 0; i < unrolled; i++) {
            if (i >= least) {
                grammar.jump(place, close);
            }
            int rule = i < first.size() ? compiler.rule(first.get(i), at + "/prefixItems/" + i) : others(schema, at);
            int item = i == 0 ? place : texts.sign(place, ",");
            place = item(item, rule);
        }
        if (most < 0) {
            // as many more as the model likes
            item(texts.sign(place, ","), others(schema, at), place);
        }
        if (most < 0 || least <= most) {
            grammar.jump(place, close);
        }
        return grammar.text(close, "]");
    }

    private int others(JsonNode schema, String at) {
        return schema.has("items") ? compiler.rule(schema.get("items"), at + "/items") : compiler.anyRule();
    }

    private int item(int from, int rule) {
        int to = grammar.state();
        item(from, rule, to);
        return to;
    }

    private void item(int from, int rule, int to) {
        int end = grammar.state();
        grammar.call(from, rule, end);
        grammar.jump(texts.space(end), to);
    }
}
