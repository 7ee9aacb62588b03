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
     * Improves a policy: {@code l_t} of the algorithm, less an entropy bonus, plus a penalty on leaving a reference policy:
     * {@code l_t - entropyCoefficient H_t + klCoefficient (exp(d_t) - d_t - 1)}, {@code d = log ref - log pi}.
     *
     * @param algorithm makes the loss of a token
     * @param entropyCoefficient per nat, at least 0
     * @param klCoefficient per nat, at least 0
     */
    record Policy(Algorithm algorithm, double entropyCoefficient, double klCoefficient) implements Objective {
        public Policy {
            if (!(entropyCoefficient >= 0 && klCoefficient >= 0)) {
                throw new IllegalArgumentException("coefficients must not be negative: entropy %s, KL %s"
                        .formatted(entropyCoefficient, klCoefficient));
            }
        }

        public Policy(Algorithm algorithm) {
            this(algorithm, 0, 0);
        }
    }

    /** Returns whether {@link TokenBatch#entropies()} must be there. */
    default boolean needsEntropies() {
        return this instanceof Policy policy && policy.entropyCoefficient > 0;
    }

    /** Returns whether {@link TokenBatch#referenceLogProbs()} must be there. */
    default boolean needsReference() {
        return this instanceof Policy policy && policy.klCoefficient > 0;
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
            case Policy(Algorithm algorithm, double entropyCoefficient, double klCoefficient) -> {
                Tensor losses = TokenLosses.policy(algorithm, batch);
                if (entropyCoefficient > 0) {
                    Tensor entropies = TokenBatch.require(batch.entropies(), "entropies");
                    losses = losses.sub(entropies.mul(entropyCoefficient));
                }
                if (klCoefficient > 0) {
                    Tensor reference = TokenBatch.require(batch.referenceLogProbs(), "reference log-probabilities");
                    losses = losses.add(
                            TokenLosses.divergence(batch.logProbs(), reference).mul(klCoefficient));
                }
                yield losses;
            }
        };
    }
}
