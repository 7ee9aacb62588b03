package dev.lathe.model.constraint;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/** Keeps automata of regular expressions small, so that no pattern takes the server's memory or time. */
final class RegexSize {
    private static final int LARGEST = 100_000;
    private static final int DETERMINIZE_WORK = 50_000;

    private RegexSize() {}

    /** Returns states and transitions together. */
    static int size(Automaton automaton) {
        return automaton.getNumStates() + automaton.getNumTransitions();
    }

    static void requireSize(long size, RegexCursor at) {
        if (size > LARGEST) {
            throw at.error("is too large: repeat less");
        }
    }

    /** Says whether the empty text is accepted. What may be left out multiplies the ways when it is repeated. */
    static boolean nullable(Automaton automaton) {
        return automaton.getNumStates() > 0 && automaton.isAccept(0);
    }

    /** Returns a deterministic automaton, which repeats without growing more than it must, or the same one if that takes long. */
    static Automaton simple(Automaton automaton) {
        Automaton alive = Operations.removeDeadStates(automaton);
        try {
            return Operations.determinize(alive, DETERMINIZE_WORK);
        } catch (TooComplexToDeterminizeException tooLarge) {
            return alive;
        }
    }
}
