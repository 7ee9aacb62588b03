package dev.lathe.model.constraint;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.UTF32ToUTF8;

/** Turns automata over code points into automata over the bytes of UTF-8. */
final class Utf8 {
    private static final Automaton WELL_FORMED = wellFormed();

    private Utf8() {}

    static Automaton of(Automaton codePoints) {
        Automaton alive = Operations.removeDeadStates(codePoints);
        // the conversion expects proper UTF-8 and lets longer forms of some characters pass
        return Operations.isEmpty(alive)
                ? alive
                : RegexSize.simple(Operations.intersection(new UTF32ToUTF8().convert(alive), WELL_FORMED));
    }

    /** Accepts well-formed UTF-8 (Unicode 16, table 3-7). */
    private static Automaton wellFormed() {
        var automaton = new Automaton.Builder();
        int start = automaton.createState();
        int[] missing = {start, automaton.createState(), automaton.createState(), automaton.createState()};
        automaton.setAccept(start, true);
        for (int left = 1; left < missing.length; left++) {
            automaton.addTransition(missing[left], missing[left - 1], 0x80, 0xBF);
        }
        automaton.addTransition(start, start, 0x00, 0x7F);
        automaton.addTransition(start, missing[1], 0xC2, 0xDF);
        automaton.addTransition(start, missing[2], 0xE1, 0xEC);
        automaton.addTransition(start, missing[2], 0xEE, 0xEF);
        automaton.addTransition(start, missing[3], 0xF1, 0xF3);
        special(automaton, start, 0xE0, 0xA0, 0xBF, missing[1]);
        special(automaton, start, 0xED, 0x80, 0x9F, missing[1]);
        special(automaton, start, 0xF0, 0x90, 0xBF, missing[2]);
        special(automaton, start, 0xF4, 0x80, 0x8F, missing[2]);
        return automaton.finish();
    }

    private static void special(Automaton.Builder automaton, int start, int first, int low, int high, int rest) {
        int second = automaton.createState();
        automaton.addTransition(start, second, first);
        automaton.addTransition(second, rest, low, high);
    }
}
