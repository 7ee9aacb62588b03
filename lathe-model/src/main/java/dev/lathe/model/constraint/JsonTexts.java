package dev.lathe.model.constraint;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds pieces of JSON texts to a grammar. Every method returns the state after what it adds. */
final class JsonTexts {
    private static final Automaton SPACE = RegexParser.whole("[ ]|\n[ \t]{0,40}");

    private final Grammar grammar;
    private final int space;

    JsonTexts(Grammar grammar) {
        this.grammar = grammar;
        space = grammar.state();
        grammar.accept(grammar.automaton(space, SPACE));
    }

    /** Adds space or nothing. */
    int space(int from) {
        int to = grammar.state();
        grammar.jump(from, to);
        grammar.call(from, space, to);
        return to;
    }

    /** Adds a sign and the space that may follow it. */
    int sign(int from, String sign) {
        return space(grammar.text(from, sign));
    }

    /**
     * Adds a string.
     *
     * @param content what it may hold, over code points
     */
    int string(int from, Automaton content) {
        int opened = grammar.text(from, "\"");
        return grammar.text(grammar.automaton(opened, Utf8.of(JsonEscapes.of(content))), "\"");
    }

    /** Adds the key of a property, the colon and the space around it. */
    int key(int from, String name) {
        return colon(grammar.text(from, JsonMapper.shared().writeValueAsString(name)));
    }

    int colon(int from) {
        return sign(space(from), ":");
    }

    /** Adds a value that is given. */
    int literal(int from, JsonNode value) {
        if (value.isArray()) {
            int at = sign(from, "[");
            for (Iterator<JsonNode> items = value.iterator(); items.hasNext(); ) {
                at = separate(space(literal(at, items.next())), items.hasNext());
            }
            return grammar.text(at, "]");
        }
        if (value.isObject()) {
            int at = sign(from, "{");
            Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                at = space(literal(key(at, member.getKey()), member.getValue()));
                at = separate(at, members.hasNext());
            }
            return grammar.text(at, "}");
        }
        return grammar.text(from, JsonMapper.shared().writeValueAsString(value));
    }

    private int separate(int from, boolean more) {
        return more ? sign(from, ",") : from;
    }
}
