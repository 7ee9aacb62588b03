package dev.lathe.model.constraint;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import tools.jackson.databind.JsonNode;

/** Compiles what a schema says about a string to an automaton over its characters. */
final class Strings {
    private static final int LONGEST = 10_000;
    private static final int DETERMINIZE_WORK = 1_000_000;
    private static final long MOST_PAIRS = 1_000_000;

    private Strings() {}

    static Automaton of(JsonNode schema, String at) {
        Automaton result = any();
        if (schema.has("pattern")) {
            result = RegexParser.search(schema.get("pattern").asString());
        }
        String format = Formats.pattern(schema.path("format").asString(""));
        if (format != null) {
            result = both(result, RegexParser.whole(format), at);
        }
        if (schema.has("minLength") || schema.has("maxLength")) {
            result = both(result, ofLength(schema, at), at);
        }
        return Operations.removeDeadStates(result);
    }

    private static Automaton both(Automaton a, Automaton b, String at) {
        if ((long) a.getNumStates() * b.getNumStates() > MOST_PAIRS) {
            throw SchemaText.error(at, "pattern, format and lengths are too large together");
        }
        return Operations.intersection(a, b);
    }

    private static Automaton character() {
        return new CodePoints().complement().automaton();
    }

    private static Automaton any() {
        Automaton any = new Automaton();
        int state = any.createState();
        any.setAccept(state, true);
        any.addTransition(state, state, 0, Character.MIN_SURROGATE - 1);
        any.addTransition(state, state, Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT);
        any.finishState();
        return any;
    }

    private static Automaton ofLength(JsonNode schema, String at) {
        int least = SchemaText.count(schema, "minLength", 0, LONGEST, at);
        int most = SchemaText.count(schema, "maxLength", -1, LONGEST, at);
        if (most < 0) {
            return Operations.repeat(character(), least);
        }
        return least > most ? Automata.makeEmpty() : Operations.repeat(character(), least, most);
    }

    /** Returns the strings that are none of some. */
    static Automaton otherThan(Collection<String> names) {
        if (names.isEmpty()) {
            return any();
        }
        List<Automaton> each = names.stream().map(Automata::makeString).toList();
        try {
            return Operations.minus(any(), Operations.union(each), DETERMINIZE_WORK);
        } catch (TooComplexToDeterminizeException tooLarge) {
            throw SchemaText.error("#", "has too many properties");
        }
    }
}
