package dev.lathe.model.constraint;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/** Turns an automaton over the characters of a string into one over the characters that write it in JSON. */
final class JsonEscapes {
    private static final String LETTERS = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";
    private static final String HEX = "0123456789abcdef";
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int[][] PLAIN = {
        {FIRST_PRINTABLE, '"' - 1}, {'"' + 1, '\\' - 1}, {'\\' + 1, 0xD7FF}, {0xE000, Character.MAX_CODE_POINT}
    };

    private final Automaton.Builder to = new Automaton.Builder();

    private JsonEscapes() {}

    static Automaton of(Automaton content) {
        var escapes = new JsonEscapes();
        escapes.convert(content);
        return escapes.to.finish();
    }

    private void convert(Automaton from) {
        for (int state = 0; state < from.getNumStates(); state++) {
            to.createState();
            to.setAccept(state, from.isAccept(state));
        }
        var edge = new Transition();
        for (int state = 0; state < from.getNumStates(); state++) {
            int count = from.initTransition(state, edge);
            for (int i = 0; i < count; i++) {
                from.getNextTransition(edge);
                plain(edge);
                escaped(edge);
            }
        }
    }

    private void plain(Transition edge) {
        for (int[] range : PLAIN) {
            int low = Math.max(range[0], edge.min);
            int high = Math.min(range[1], edge.max);
            if (low <= high) {
                to.addTransition(edge.source, edge.dest, low, high);
            }
        }
    }

    private void escaped(Transition edge) {
        boolean anything = edge.min == 0 && edge.max >= 0xD7FF;
        if (edge.min >= FIRST_PRINTABLE && !has(edge, '"') && !has(edge, '\\')) {
            return;
        }
        int slash = to.createState();
        to.addTransition(edge.source, slash, '\\');
        for (int i = 0; i < LETTERS.length(); i++) {
            if (has(edge, MEANINGS.charAt(i))) {
                to.addTransition(slash, edge.dest, LETTERS.charAt(i));
            }
        }
        if (anything) {
            fourDigits(slash, edge.dest);
        } else {
            controls(slash, edge);
        }
    }

    private static boolean has(Transition edge, int character) {
        return edge.min <= character && character <= edge.max;
    }

    /** Adds the number of any character of four digits but surrogates. */
    private void fourDigits(int slash, int dest) {
        int[] states = new int[4];
        for (int i = 0; i < states.length; i++) {
            states[i] = to.createState();
        }
        int afterD = to.createState();
        to.addTransition(slash, states[0], 'u');
        digits(states[0], states[1], "0123456789abcefABCEF");
        digits(states[0], afterD, "dD");
        digits(afterD, states[2], "01234567");
        digits(states[1], states[2], "0123456789abcdefABCDEF");
        digits(states[2], states[3], "0123456789abcdefABCDEF");
        digits(states[3], dest, "0123456789abcdefABCDEF");
    }

    private void digits(int from, int dest, String digits) {
        digits.chars().forEach(digit -> to.addTransition(from, dest, digit));
    }

    /** Adds the numbers of the control characters that have no letter. */
    private void controls(int slash, Transition edge) {
        for (int control = edge.min; control <= Math.min(edge.max, FIRST_PRINTABLE - 1); control++) {
            if (MEANINGS.indexOf(control) < 0) {
                int at = slash;
                String signs = "u00" + HEX.charAt(control >> 4);
                for (int i = 0; i < signs.length(); i++) {
                    int next = to.createState();
                    to.addTransition(at, next, signs.charAt(i));
                    at = next;
                }
                to.addTransition(at, edge.dest, HEX.charAt(control & 0xF));
            }
        }
    }
}
