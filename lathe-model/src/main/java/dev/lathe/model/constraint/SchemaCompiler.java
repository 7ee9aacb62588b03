package dev.lathe.model.constraint;

import java.util.IdentityHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles a JSON schema (draft 2020-12) to a grammar of texts that satisfy it. The grammar leaves out texts that mean the same or that
 * a schema allows but nobody wants:
 *
 * <ul>
 *   <li>Properties come in the order in which the schema names them, then additional ones. Where {@code properties} is given and
 *       {@code additionalProperties} is not, there are none.
 *   <li>Without {@code type}, the other keywords say which type is meant.
 *   <li>Between two signs there is at most one space or one line break with up to 40 spaces or tabs.
 *   <li>Numbers have at most 18 digits before and after the point and an exponent of two digits; with bounds, no exponent.
 *   <li>Of a string that a pattern or a bound describes, only what must be escaped is.
 *   <li>{@code oneOf} is read as {@code anyOf}: nothing keeps a text from satisfying two of the choices.
 *   <li>Additional properties may have the same name.
 *   <li>Of {@code format}, those of {@link Formats} are held, and others say nothing.
 * </ul>
 */
final class SchemaCompiler {
    /** Schemas within schemas; a schema that expands for ever goes deeper. */
    private static final int DEEPEST = 300;

    private final Grammar grammar = new Grammar();
    private final IdentityHashMap<JsonNode, Integer> rules = new IdentityHashMap<>();
    private final SchemaRefs refs;
    private final JsonTexts texts = new JsonTexts(grammar);
    private final JsonNode anything = JsonMapper.shared().createObjectNode();
    private final int root;
    private int depth;

    SchemaCompiler(JsonNode schema) {
        refs = new SchemaRefs(schema);
        root = rule(schema, "#");
    }

    Grammar grammar() {
        return grammar;
    }

    int root() {
        return root;
    }

    /** Returns the rule of a schema, which is made only once: a schema may hold itself. */
    int rule(JsonNode schema, String at) {
        Integer known = rules.get(schema);
        if (known != null) {
            return known;
        }
        int rule = grammar.state();
        rules.put(schema, rule);
        int end = grammar.state();
        value(rule, end, schema, at);
        grammar.accept(end);
        return rule;
    }

    /** Returns the rule of any value. */
    int anyRule() {
        return rule(anything, "#");
    }

    private void value(int from, int to, JsonNode schema, String at) {
        if (++depth > DEEPEST) {
            throw SchemaText.error(at, "has schemas within more than " + DEEPEST + " others");
        }
        SchemaText.check(schema, at);
        choose(from, to, schema, at);
        depth--;
    }

    private void choose(int from, int to, JsonNode schema, String at) {
        if (schema.isBoolean()) {
            if (schema.asBoolean()) {
                grammar.call(from, anyRule(), to);
            }
        } else if (schema.has("$ref")) {
            JsonNode target = refs.resolve(schema.get("$ref"), at);
            alternative(from, to, target, SchemaMerge.without(schema, "$ref"), at);
        } else if (schema.has("allOf")) {
            JsonNode joined = SchemaMerge.without(schema, "allOf");
            for (JsonNode part : schema.get("allOf")) {
                joined = SchemaMerge.both(joined, refs.follow(part, at + "/allOf"), at);
            }
            value(from, to, joined, at);
        } else if (schema.has("anyOf") || schema.has("oneOf")) {
            String key = schema.has("anyOf") ? "anyOf" : "oneOf";
            JsonNode base = SchemaMerge.without(schema, key);
            schema.get(key).forEach(choice -> alternative(from, to, choice, base, at + "/" + key));
        } else {
            plain(from, to, schema, at);
        }
    }

    private void alternative(int from, int to, JsonNode choice, JsonNode base, String at) {
        if (SchemaMerge.saysNothing(base)) {
            grammar.call(from, rule(choice, at), to);
        } else {
            JsonNode merged = SchemaMerge.both(base, refs.follow(choice, at), at);
            grammar.call(from, rule(merged, at), to);
        }
    }

    private void plain(int from, int to, JsonNode schema, String at) {
        if (schema.has("const")) {
            literals(from, to, "const", List.of(schema.get("const")), schema, at);
        } else if (schema.has("enum")) {
            literals(from, to, "enum", schema.get("enum").valueStream().toList(), schema, at);
        } else {
            for (SchemaType type : SchemaType.of(schema, at)) {
                typed(from, to, type, schema, at);
            }
        }
    }

    private void literals(int from, int to, String key, List<JsonNode> values, JsonNode schema, String at) {
        JsonNode rest = SchemaMerge.without(SchemaMerge.without(schema, key), "type");
        if (!SchemaMerge.saysNothing(rest)) {
            throw SchemaText.error(at, "beside %s only type is supported, not %s".formatted(key, rest.propertyNames()));
        }
        List<SchemaType> types = schema.has("type") ? SchemaType.of(schema, at) : List.of(SchemaType.values());
        values.stream()
                .filter(value -> types.stream().anyMatch(type -> type.has(value)))
                .forEach(value -> grammar.jump(texts.literal(from, value), to));
    }

    private void typed(int from, int to, SchemaType type, JsonNode schema, String at) {
        int end = switch (type) {
            case NULL -> grammar.text(from, "null");
            case BOOLEAN -> {
                int after = grammar.text(from, "true");
                grammar.jump(grammar.text(from, "false"), after);
                yield after;
            }
            case INTEGER -> grammar.automaton(from, Utf8.of(Numbers.of(schema, true)));
            case NUMBER -> grammar.automaton(from, Utf8.of(Numbers.of(schema, false)));
            case STRING -> texts.string(from, Strings.of(schema, at));
            case ARRAY -> new ArrayCompiler(this, grammar, texts).compile(from, schema, at);
            case OBJECT -> new ObjectCompiler(this, grammar, texts).compile(from, schema, at);
        };
        grammar.jump(end, to);
    }
}
