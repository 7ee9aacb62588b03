package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/**
 * Describes texts as a recursive transition network over bytes: an edge reads a byte of a range, reads nothing, or reads what the
 * rule that begins at another state describes. A rule is its first state; it ends where a state accepts.
 */
final class Grammar {
    /** More states than any sensible schema needs, and few enough for a small heap. */
    private static final int MOST_STATES = 300_000;

    /** Reads one byte from {@code low} to {@code high}. */
    record Bytes(int low, int high, int to) {}

    /** Reads what a rule describes. */
    record Call(int rule, int to) {}

    private final List<List<Bytes>> bytes = new ArrayList<>();
    private final List<List<Call>> calls = new ArrayList<>();
    private final List<List<Integer>> jumps = new ArrayList<>();
    private final BitSet accepting = new BitSet();

    int state() {
        if (bytes.size() == MOST_STATES) {
            throw new UserError("the constraint is too large: it needs more than %d states".formatted(MOST_STATES));
        }
        bytes.add(new ArrayList<>(1));
        calls.add(List.of());
        jumps.add(List.of());
        return bytes.size() - 1;
    }

    int states() {
        return bytes.size();
    }

    List<Bytes> bytes(int state) {
        return bytes.get(state);
    }

    List<Call> calls(int state) {
        return calls.get(state);
    }

    List<Integer> jumps(int state) {
        return jumps.get(state);
    }

    boolean accepts(int state) {
        return accepting.get(state);
    }

    void accept(int state) {
        accepting.set(state);
    }

    void read(int from, int low, int high, int to) {
        bytes.get(from).add(new Bytes(low, high, to));
    }

    void jump(int from, int to) {
        add(jumps, from, to);
    }

    void call(int from, int rule, int to) {
        add(calls, from, new Call(rule, to));
    }

    private static <T> void add(List<List<T>> lists, int index, T value) {
        if (lists.get(index).isEmpty()) {
            lists.set(index, new ArrayList<>(1));
        }
        lists.get(index).add(value);
    }

    /** Reads a text, and returns the state after it. */
    int text(int from, String text) {
        int at = from;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int next = state();
            read(at, b & 0xFF, b & 0xFF, next);
            at = next;
        }
        return at;
    }

    /** Reads what an automaton over bytes accepts, and returns the state after it. */
    int automaton(int from, Automaton automaton) {
        int to = state();
        if (automaton.getNumStates() == 0) {
            return to;
        }
        int first = states();
        for (int state = 0; state < automaton.getNumStates(); state++) {
            state();
        }
        jump(from, first);
        var transition = new Transition();
        for (int state = 0; state < automaton.getNumStates(); state++) {
            int count = automaton.initTransition(state, transition);
            for (int i = 0; i < count; i++) {
                automaton.getNextTransition(transition);
                read(first + state, transition.min, transition.max, first + transition.dest);
            }
            if (automaton.isAccept(state)) {
                jump(first + state, to);
            }
        }
        return to;
    }

    /**
     * Removes edges after which no text can be completed.
     *
     * @return false if nothing is left of the rule
     * @throws UserError if a rule begins with itself
     */
    boolean prune(int rule) {
        BitSet productive = productive();
        for (int state = 0; state < states(); state++) {
            bytes.get(state).removeIf(edge -> !productive.get(edge.to()));
            if (!calls.get(state).isEmpty()) {
                calls.get(state).removeIf(call -> !productive.get(call.rule()) || !productive.get(call.to()));
            }
            if (!jumps.get(state).isEmpty()) {
                jumps.get(state).removeIf(to -> !productive.get(to));
            }
        }
        new LeftRecursion(this).check();
        return productive.get(rule);
    }

    /** Returns the states from which the end of their rule can be reached. */
    private BitSet productive() {
        List<List<Integer>> before = before();
        BitSet productive = (BitSet) accepting.clone();
        ArrayDeque<Integer> open = new ArrayDeque<>(accepting.stream().boxed().toList());
        while (!open.isEmpty()) {
            for (int state : before.get(open.remove())) {
                if (!productive.get(state) && leadsOn(state, productive)) {
                    productive.set(state);
                    open.add(state);
                }
            }
        }
        return productive;
    }

    /** Returns for each state those that may become productive by it. */
    private List<List<Integer>> before() {
        List<List<Integer>> before = new ArrayList<>(Collections.nCopies(states(), List.of()));
        for (int state = 0; state < states(); state++) {
            for (Bytes edge : bytes.get(state)) {
                add(before, edge.to(), state);
            }
            for (int to : jumps.get(state)) {
                add(before, to, state);
            }
            for (Call call : calls.get(state)) {
                add(before, call.rule(), state);
                add(before, call.to(), state);
            }
        }
        return before;
    }

    private boolean leadsOn(int state, BitSet productive) {
        for (Bytes edge : bytes.get(state)) {
            if (productive.get(edge.to())) {
                return true;
            }
        }
        for (int to : jumps.get(state)) {
            if (productive.get(to)) {
                return true;
            }
        }
        for (Call call : calls.get(state)) {
            if (productive.get(call.rule()) && productive.get(call.to())) {
                return true;
            }
        }
        return false;
    }
}
