package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Finds rules that begin with themselves, which no reader from left to right can follow. */
final class LeftRecursion {
    private final Grammar grammar;
    private final BitSet entered = new BitSet();
    private final BitSet left = new BitSet();

    LeftRecursion(Grammar grammar) {
        this.grammar = grammar;
    }

    void check() {
        for (int state = 0; state < grammar.states(); state++) {
            for (Grammar.Call call : grammar.calls(state)) {
                walk(call.rule());
            }
        }
    }

    /** Walks all that is reached without a byte, depth first: a way back to what is entered and not left is a circle. */
    private void walk(int rule) {
        Deque<Integer> path = new ArrayDeque<>();
        path.push(rule);
        while (!path.isEmpty()) {
            int state = path.peek();
            if (left.get(state) || entered.get(state)) {
                left.set(state);
                path.pop();
            } else {
                entered.set(state);
                grammar.jumps(state).forEach(to -> push(to, path));
                grammar.calls(state).forEach(call -> push(call.rule(), path));
            }
        }
    }

    private void push(int state, Deque<Integer> path) {
        if (left.get(state)) {
            return;
        }
        if (entered.get(state)) {
            throw new UserError("the schema refers to itself with nothing in between");
        }
        path.push(state);
    }
}
