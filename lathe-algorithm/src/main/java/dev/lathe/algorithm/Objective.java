package dev.lathe.algorithm;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;

/**
 * Says what training minimises: a sum over learned tokens, {@code L = sum_t w_t l_t}. The losses of the parts of an optimiser
 * batch, split between samples in whatever way, add up to the loss of the whole, and so do their gradients.
 */
public sealed interface Objective {
    /** Imitates: {@code l_t = -log pi(t)}. */
    record Supervised() implements Objective {}

    /**
     * Improves a policy: {@code l_t} of the algorithm, less its entropy bonus, plus its penalty on leaving a reference policy:
     * {@code l_t - entropy H_t + coefficient KL_t}, {@code KL_t} estimated as {@link LossPenalty} says.
     *
     * @param algorithm makes the loss of a token
     */
    record Policy(Algorithm algorithm) implements Objective {}

    /** Returns whether {@link TokenBatch#entropies()} must be there. */
    default boolean needsEntropies() {
        return this instanceof Policy policy && policy.algorithm.terms().entropy() > 0;
    }

    /** Returns whether {@link TokenBatch#referenceLogProbs()} must be there. */
    default boolean needsReference() {
        return this instanceof Policy policy && policy.algorithm.terms().lossKl() != null;
    }

    /**
     * Returns the summed loss, shape {@code []}, with gradient.
     *
     * @throws IllegalArgumentException if the batch lacks a column that this objective needs
     */
    default Tensor loss(TokenBatch batch) {
        try (Scope scope = Scope.open()) {
            return scope.keep(losses(batch).mul(batch.weights()).sum());
        }
    }

    /** Returns what is worth watching, summed over the tokens of a batch. Costs a copy of its columns to the host. */
    default LossStatistics statistics(TokenBatch batch) {
        try (Scope scope = Scope.open()) {
            return switch (this) {
                case Supervised() -> LossStatistics.supervised(batch);
                case Policy policy -> LossStatistics.policy(policy.algorithm, batch);
            };
        }
    }

    private Tensor losses(TokenBatch batch) {
        return switch (this) {
            case Supervised() -> batch.logProbs().neg();
            case Policy(Algorithm algorithm) ->
                TokenLosses.withTerms(algorithm.terms(), TokenLosses.policy(algorithm, batch), batch);
        };
    }
}
