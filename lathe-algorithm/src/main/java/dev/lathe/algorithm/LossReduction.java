package dev.lathe.algorithm;

import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/**
 * Chooses what a token weighs in the loss. {@code N} and {@code S} count the tokens to be learned and the sequences that have any,
 * over the whole optimiser batch; {@code n} the tokens of one sequence. What a filter leaves out is in no denominator.
 */
@Doc("What a token weighs in the loss.")
public sealed interface LossReduction {
    /** Weighs all tokens alike: {@code w = 1 / N}. */
    @Doc("All tokens alike.")
    record TokenMean() implements LossReduction {}

    /** Weighs all sequences alike, and the tokens within one: {@code w = 1 / (S n)}. */
    @Doc("All sequences alike, and the tokens within one.")
    record SequenceMean() implements LossReduction {}

    /** Adds the tokens of a sequence, averages over sequences: {@code w = 1 / S}. */
    @Doc("The sum over a sequence, averaged over sequences.")
    record SequenceSum() implements LossReduction {}

    /**
     * Divides by a constant length instead of the sequence's own: {@code w = 1 / (S maxTokens)}.
     *
     * @param maxTokens the most tokens that a sequence could have had, at least 1
     * @see <a href="https://arxiv.org/abs/2503.20783">Liu et al. 2025, Understanding R1-Zero-Like Training</a>
     */
    @Doc("The sum over a sequence divided by a constant length, averaged over sequences.")
    record Constant(
            @Doc("The most tokens that a sequence could have had.") @Range(min = 1)
            int maxTokens) implements LossReduction {
        public Constant {
            if (maxTokens < 1) {
                throw new IllegalArgumentException("maxTokens must be at least 1, not " + maxTokens);
            }
        }
    }

    /**
     * Returns the weight of each token of one sequence.
     *
     * @param length tokens to be learned in this sequence, {@code n}
     * @param tokens tokens to be learned in the optimiser batch, {@code N}
     * @param sequences sequences in the optimiser batch that have any, {@code S}
     */
    default double weight(int length, long tokens, long sequences) {
        return switch (this) {
            case TokenMean() -> 1.0 / tokens;
            case SequenceMean() -> 1.0 / ((double) sequences * length);
            case SequenceSum() -> 1.0 / sequences;
            case Constant(int maxTokens) -> 1.0 / ((double) sequences * maxTokens);
        };
    }
}
