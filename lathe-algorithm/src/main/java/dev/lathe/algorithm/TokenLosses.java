package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;

/** Computes losses of single tokens; every tensor is {@code [learned]}. */
final class TokenLosses {
    /** Bounds log-ratios, in nats, so that their exponentials stay finite; beyond it a token has no gradient. */
    static final double LARGEST_LOG_RATIO = 20;

    private TokenLosses() {}

    static Tensor policy(Algorithm algorithm, TokenBatch batch) {
        return policy(algorithm, batch, batch.logProbs().detach());
    }

    /**
     * Computes the losses.
     *
     * @param held the log-probabilities as they enter what is held fixed
     */
    static Tensor policy(Algorithm algorithm, TokenBatch batch, Tensor held) {
        Tensor logProbs = batch.logProbs();
        Tensor advantages = TokenBatch.require(batch.advantages(), "advantages");
        var ratios = new Ratios(algorithm.weight(), batch);
        return switch (algorithm.loss()) {
            case PolicyLoss.Vanilla() -> vanilla(algorithm.weight(), ratios, held, batch, advantages);
            case PolicyLoss.Clip clip -> clipped(clip, ratios.of(logProbs), advantages);
            case PolicyLoss.Topr(double cap) ->
                ratios.of(held)
                        .clamp(0, cap)
                        .maskedFill(advantages.gt(0), 1)
                        .mul(advantages)
                        .mul(logProbs)
                        .neg();
            case PolicyLoss.Cispo(double low, double high) ->
                ratios.of(held)
                        .clamp(1 - low, 1 + high)
                        .mul(advantages)
                        .mul(logProbs)
                        .neg();
            case PolicyLoss.Sapo sapo -> gated(sapo, ratios.of(logProbs), advantages);
            case PolicyLoss.Gmpo gmpo -> geometricMean(gmpo, ratios, advantages, batch.lengths());
            case PolicyLoss.Regression(double tau) ->
                Sequences.spread(ratios.differences(logProbs), batch.lengths(), TokenLosses::squaredSumShare)
                        .mul(tau / 2)
                        .sub(logProbs.mul(advantages));
        };
    }

    private static Tensor vanilla(
            ImportanceWeight weight, Ratios ratios, Tensor held, TokenBatch batch, Tensor advantages) {
        return switch (weight) {
            case ImportanceWeight.None() -> batch.logProbs().mul(advantages).neg();
            case ImportanceWeight.Truncated truncated ->
                ratios.of(held)
                        .clamp(0, truncated.cap())
                        .mul(advantages)
                        .mul(batch.logProbs())
                        .neg();
            default -> ratios.of(batch.logProbs()).mul(advantages).neg();
        };
    }

    private static Tensor clipped(PolicyLoss.Clip clip, Tensor ratio, Tensor advantages) {
        Tensor clipped = ratio.clamp(1 - clip.low(), 1 + clip.high());
        Tensor surrogate = ratio.mul(advantages).minimum(clipped.mul(advantages));
        if (clip.dual() != null) {
            Tensor bounded = surrogate.maximum(advantages.mul(clip.dual()));
            surrogate = bounded.where(advantages.lt(0), surrogate);
        }
        return surrogate.neg();
    }

    private static Tensor gated(PolicyLoss.Sapo sapo, Tensor ratio, Tensor advantages) {
        Tensor temperature = advantages.mul(0).add(sapo.negative()).maskedFill(advantages.gt(0), sapo.positive());
        return ratio.sub(1)
                .mul(temperature)
                .sigmoid()
                .mul(4)
                .div(temperature)
                .mul(advantages)
                .neg();
    }

    private static Tensor geometricMean(PolicyLoss.Gmpo gmpo, Ratios ratios, Tensor advantages, long[] lengths) {
        Tensor logRatio = ratios.logRatios();
        Tensor sign = advantages.sign();
        Tensor clipped = logRatio.clamp(-gmpo.low(), gmpo.high());
        Tensor smaller = logRatio.mul(sign).minimum(clipped.mul(sign)).mul(sign);
        return Sequences.means(smaller, lengths).exp().mul(advantages).neg();
    }

    /** Gives each token of a sequence the same share of the square of their sum. */
    private static Tensor squaredSumShare(Tensor sequence) {
        return sequence.sum(0, true).square().div((double) sequence.numel()).expand(sequence.numel());
    }

    /**
     * Estimates the divergence from a reference, with gradient.
     *
     * @param reference log-probabilities
     */
    static Tensor divergence(KlEstimator estimator, Tensor logProbs, Tensor reference) {
        return switch (estimator) {
            case K1 -> logProbs.sub(reference);
            case K2 -> logProbs.sub(reference).square().div(2);
            case K3 -> {
                Tensor difference = Ratios.bounded(reference.sub(logProbs));
                yield difference.exp().sub(difference).sub(1);
            }
            case FULL -> throw new IllegalStateException("the full divergence is not one of a single token");
        };
    }

    /** Adds what goes beside the losses of an algorithm. */
    static Tensor withTerms(Terms terms, Tensor losses, TokenBatch batch) {
        Tensor sum = losses;
        if (terms.entropy() > 0) {
            Tensor entropies = TokenBatch.require(batch.entropies(), "entropies");
            sum = sum.sub(entropies.mul(terms.entropy()));
        }
        LossPenalty penalty = terms.lossKl();
        if (penalty != null) {
            Tensor reference = TokenBatch.require(batch.referenceLogProbs(), "reference log-probabilities");
            sum = sum.add(
                    divergence(penalty.estimator(), batch.logProbs(), reference).mul(penalty.coefficient()));
        }
        return sum;
    }
}
