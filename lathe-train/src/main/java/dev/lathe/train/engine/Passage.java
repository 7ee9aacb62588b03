package dev.lathe.train.engine;

import java.util.Arrays;

/**
 * Holds a sequence that goes through a model, and the places at which its output is wanted.
 *
 * @param tokens the whole sequence, {@code [length]}
 * @param places indices of tokens; the output at a place has seen the tokens up to and with it, {@code [read]}
 */
public record Passage(int[] tokens, int[] places) {
    /** Reads where each of some tokens is predicted: one place before it. */
    public static Passage predicting(int[] tokens, int[] positions) {
        return new Passage(
                tokens, Arrays.stream(positions).map(position -> position - 1).toArray());
    }

    /** Reads at the last token alone. */
    public static Passage ending(int[] tokens) {
        return new Passage(tokens, new int[] {tokens.length - 1});
    }
}
