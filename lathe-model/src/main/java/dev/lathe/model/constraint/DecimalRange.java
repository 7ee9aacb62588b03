package dev.lathe.model.constraint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.automaton.Automaton;

/**
 * Compiles an interval of numbers from 0 on to an automaton over their digits. A state knows how many digits were read and whether they
 * are the first digits of the lower and of the upper limit; if they are, the limit bounds the next digit.
 */
final class DecimalRange {
    /** Digits before the point, at most. */
    private static final int WHOLE = 18;

    /** Digits after the point, at most. */
    private static final int FRACTION = 18;

    /**
     * Is how far a number was read.
     *
     * @param left digits still to come before the point; below 0, digits that came after it
     * @param read all digits that came; -1 where the limits do not matter any more
     */
    private record State(int left, int read, boolean onLow, boolean onHigh, boolean point) {
        State withPoint() {
            return new State(left, read, onLow, onHigh, true);
        }

        State next(boolean nextOnLow, boolean nextOnHigh) {
            int nextRead = nextOnLow || nextOnHigh ? read + 1 : -1;
            return new State(left - 1, nextRead, nextOnLow, nextOnHigh, point);
        }
    }

    private final Automaton.Builder automaton = new Automaton.Builder();
    private final Map<State, Integer> states = new HashMap<>();
    private final boolean integer;
    private final Numbers.Limit low;
    private final Numbers.Limit high;
    private String lowDigits = "";
    private String highDigits = "";

    private DecimalRange(Numbers.Limit low, Numbers.Limit high, boolean integer) {
        this.low = low;
        this.high = high;
        this.integer = integer;
    }

    /**
     * Returns what accepts the numbers between two limits.
     *
     * @param low not negative
     * @param integer whether no point is allowed
     */
    static Automaton of(Numbers.Limit low, Numbers.Limit high, boolean integer) {
        var range = new DecimalRange(low, high, integer);
        int start = range.automaton.createState();
        for (int length = 1; length <= WHOLE; length++) {
            range.add(start, length);
        }
        return range.automaton.finish();
    }

    /** Adds the numbers with so many digits before the point. */
    private void add(int start, int length) {
        BigDecimal least = length == 1 ? BigDecimal.ZERO : BigDecimal.TEN.pow(length - 1);
        BigDecimal beyond = BigDecimal.TEN.pow(length);
        if (low.value().compareTo(beyond) >= 0 || high.value().compareTo(least) < 0) {
            return;
        }
        boolean onLow = low.value().compareTo(least) >= 0;
        boolean onHigh = high.value().compareTo(beyond) < 0;
        states.keySet().removeIf(state -> state.onLow || state.onHigh);
        lowDigits = onLow ? digits(low.value(), length) : "";
        highDigits = onHigh ? digits(high.value(), length) : "";
        expand(start, new State(length, 0, onLow, onHigh, false));
    }

    private static String digits(BigDecimal value, int length) {
        BigInteger scaled = value.setScale(FRACTION, RoundingMode.DOWN).unscaledValue();
        String digits = scaled.toString();
        return "0".repeat(length + FRACTION - digits.length()) + digits;
    }

    private int state(State state) {
        Integer known = states.get(state);
        if (known != null) {
            return known;
        }
        int made = automaton.createState();
        states.put(state, made);
        expand(made, state);
        return made;
    }

    private void expand(int from, State state) {
        boolean whole = state.left <= 0;
        automaton.setAccept(from, whole && (!state.point || state.left < 0) && mayEnd(state));
        if (whole && !state.point) {
            if (!integer) {
                automaton.addTransition(from, state(state.withPoint()), '.');
            }
        } else if (state.left > -FRACTION) {
            digit(from, state);
        }
    }

    private void digit(int from, State state) {
        int least = state.onLow ? lowDigits.charAt(state.read) - '0' : state.read == 0 && state.left > 1 ? 1 : 0;
        int most = state.onHigh ? highDigits.charAt(state.read) - '0' : 9;
        int next = least;
        while (next <= most) {
            boolean onLow = state.onLow && next == least;
            boolean onHigh = state.onHigh && next == most;
            // digits that touch no limit all lead to the same state
            int last = onLow || onHigh ? next : state.onHigh ? most - 1 : most;
            automaton.addTransition(from, state(state.next(onLow, onHigh)), '0' + next, '0' + last);
            next = last + 1;
        }
    }

    /** Says whether a number that ends here lies between the limits: what follows is as if it were zeros. */
    private boolean mayEnd(State state) {
        boolean isLow = state.onLow && zeros(lowDigits, state.read);
        boolean isHigh = state.onHigh && zeros(highDigits, state.read);
        boolean belowLow = state.onLow && !isLow;
        return !belowLow && !(isLow && low.exclusive()) && !(isHigh && high.exclusive());
    }

    private static boolean zeros(String digits, int from) {
        return digits.chars().skip(from).allMatch(digit -> digit == '0');
    }
}
