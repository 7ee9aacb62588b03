package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Compiles regular expressions to automata over code points. Supported is what RE2, Java and ECMAScript have in common and what is
 * regular: literals, {@code .} (no line end), classes with ranges, negation and {@code [:alpha:]}, the escapes of {@link RegexEscapes},
 * groups of every kind that is no look-around, alternatives, {@code * + ? {m} {m,} {m,n}} with m and n up to
 * {@value #MOST_REPETITIONS}, lazy or not, which makes no difference. {@code ^} and {@code $} may stand at the ends of an alternative
 * outside of groups, and say nothing where the whole text has to match.
 */
final class RegexParser {
    private static final int MOST_REPETITIONS = 1000;
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 200;

    private final RegexCursor in;
    private final boolean search;
    private int depth;

    private RegexParser(String pattern, boolean search) {
        in = new RegexCursor(pattern);
        this.search = search;
    }

    /**
     * Returns what accepts the texts that match from end to end.
     *
     * @throws UserError if the pattern is wrong, uses what is not supported, or is too large
     */
    static Automaton whole(String pattern) {
        return new RegexParser(pattern, false).parse();
    }

    /**
     * Returns what accepts the texts that hold a match.
     *
     * @throws UserError if the pattern is wrong, uses what is not supported, or is too large
     */
    static Automaton search(String pattern) {
        return new RegexParser(pattern, true).parse();
    }

    private Automaton parse() {
        if (in.length() > LONGEST) {
            throw in.error("is longer than " + LONGEST + " characters");
        }
        Automaton result = alternatives();
        if (!in.atEnd()) {
            throw in.error("has a ')' too many");
        }
        return result;
    }

    private Automaton alternatives() {
        List<Automaton> found = new ArrayList<>();
        do {
            found.add(depth == 0 ? outerSequence() : sequence());
        } while (in.take('|'));
        return found.size() == 1 ? found.getFirst() : sized(Operations.union(found));
    }

    private Automaton outerSequence() {
        List<Automaton> parts = new ArrayList<>();
        boolean fromStart = in.take('^') || in.take("\\A");
        if (search && !fromStart) {
            parts.add(anything());
        }
        parts.add(sequence());
        boolean toEnd = in.take('$') || in.take("\\z");
        if (search && !toEnd) {
            parts.add(anything());
        }
        return sized(Operations.concatenate(parts));
    }

    private static Automaton anything() {
        return Operations.repeat(new CodePoints().complement().automaton());
    }

    private Automaton sequence() {
        List<Automaton> parts = new ArrayList<>();
        long size = 0;
        int leftOut = 0;
        while (!in.atEnd() && !in.sees('|') && !in.sees(')') && !in.sees('$') && !in.sees("\\z")) {
            Automaton part = quantified(atom());
            leftOut = RegexSize.nullable(part) ? leftOut + 1 : 0;
            size += (1L + leftOut) * RegexSize.size(part);
            RegexSize.requireSize(size, in);
            parts.add(part);
        }
        return parts.isEmpty() ? Automata.makeEmptyString() : sized(Operations.concatenate(parts));
    }

    private Automaton atom() {
        if (in.take('(')) {
            return group();
        }
        if (in.take('[')) {
            return new RegexClass(in).parse().automaton();
        }
        if (in.take('.')) {
            return CodePoints.of("\n\r\u0085\u2028\u2029").complement().automaton();
        }
        if (in.sees('*') || in.sees('+') || in.sees('?')) {
            throw in.error("has nothing to repeat");
        }
        if (in.sees('^')) {
            throw in.error("may have ^ at the beginning and $ at the end only");
        }
        return in.sees('\\') ? new RegexEscapes(in).parse().automaton() : Automata.makeChar(in.next());
    }

    private Automaton group() {
        in.takeGroupHead();
        if (++depth > DEEPEST) {
            throw in.error("has groups within more than " + DEEPEST + " others");
        }
        Automaton inner = alternatives();
        depth--;
        if (in.sees('$') || in.sees("\\z")) {
            throw in.error("may have ^ at the beginning and $ at the end only");
        }
        if (!in.take(')')) {
            throw in.error("has a group that is not closed");
        }
        return inner;
    }

    private Automaton quantified(Automaton atom) {
        Automaton result = atom;
        RegexCursor.Count count = in.takeCount();
        while (count != null) {
            if (Math.max(count.least(), count.most()) > MOST_REPETITIONS) {
                throw in.error("repeats more than " + MOST_REPETITIONS + " times");
            }
            result = repeated(result, count);
            in.takeLaziness();
            count = in.takeCount();
        }
        return result;
    }

    private Automaton repeated(Automaton atom, RegexCursor.Count count) {
        int times = Math.max(1, Math.max(count.least(), count.most()));
        Automaton simple = RegexSize.simple(atom);
        long ways = RegexSize.nullable(simple) ? (long) times * times : times;
        RegexSize.requireSize(ways * RegexSize.size(simple), in);
        return sized(
                count.unlimited()
                        ? Operations.repeat(simple, count.least())
                        : Operations.repeat(simple, count.least(), count.most()));
    }

    private Automaton sized(Automaton automaton) {
        RegexSize.requireSize(RegexSize.size(automaton), in);
        return automaton;
    }
}
