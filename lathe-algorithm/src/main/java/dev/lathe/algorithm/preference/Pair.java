package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.Demonstration;
import org.jspecify.annotations.Nullable;

/**
 * Holds two answers to one prompt.
 *
 * @param chosen the better one behind the prompt; its positions are the answer's tokens
 * @param rejected the worse one behind the prompt
 * @param reference what the reference policy says of them, where a loss asks for it
 */
public record Pair(
        Demonstration chosen,
        Demonstration rejected,
        @Nullable Reference reference) {
    /** Holds log-probabilities in nats, each summed over the tokens of an answer. */
    public record Reference(double chosen, double rejected) {}

    public Pair {
        if (chosen.positions().length == 0 || rejected.positions().length == 0) {
            throw new IllegalArgumentException("an answer of a pair has no tokens");
        }
    }

    Reference requireReference() {
        if (reference == null) {
            throw new IllegalArgumentException("this loss needs a reference policy, of which a pair holds nothing");
        }
        return reference;
    }
}
