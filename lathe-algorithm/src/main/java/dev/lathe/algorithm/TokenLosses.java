package dev.lathe.algorithm;

import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Computes losses and ratios of single tokens; every tensor is {@code [learned]}. */
final class TokenLosses {
    /** Bounds log-ratios, in nats, so that their exponentials stay finite; beyond it a token has no gradient. */
    static final double LARGEST_LOG_RATIO = 20;

    private TokenLosses() {}

    static Tensor policy(Algorithm algorithm, TokenBatch batch) {
        Tensor advantages = TokenBatch.require(batch.advantages(), "advantages");
        return switch (algorithm.loss()) {
            case PolicyLoss.Vanilla() ->
                algorithm.weight() instanceof ImportanceWeight.None
                        ? batch.logProbs().mul(advantages).neg()
                        : ratio(algorithm.weight(), batch).mul(advantages).neg();
            case PolicyLoss.Clip(double low, double high) -> {
                Tensor ratio = ratio(algorithm.weight(), batch);
                Tensor clipped = ratio.clamp(1 - low, 1 + high);
                yield ratio.mul(advantages).minimum(clipped.mul(advantages)).neg();
            }
        };
    }

    /** Computes {@code rho}, with gradient. */
    static Tensor ratio(ImportanceWeight weight, TokenBatch batch) {
        Tensor behaviour = TokenBatch.require(batch.behaviourLogProbs(), "behaviour log-probabilities");
        Tensor difference = batch.logProbs().sub(behaviour);
        Tensor logRatio = switch (weight) {
            case ImportanceWeight.Token() -> difference;
            case ImportanceWeight.Sequence() -> sequenceMeans(difference, batch.lengths());
            case ImportanceWeight.None() -> throw new IllegalStateException("there is no ratio without a weight");
        };
        return bounded(logRatio).exp();
    }

    /**
     * Estimates the divergence from a reference without ever being negative: {@code exp(d) - d - 1}, {@code d = log ref - log pi}.
     *
     * @see <a href="http://joschu.net/blog/kl-approx.html">Schulman 2020, Approximating KL Divergence, estimator k3</a>
     */
    static Tensor divergence(Tensor logProbs, Tensor reference) {
        Tensor difference = bounded(reference.sub(logProbs));
        return difference.exp().sub(difference).sub(1);
    }

    private static Tensor bounded(Tensor logRatio) {
        return logRatio.clamp(-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO);
    }

    /** Gives every token the mean over its sequence; by sequence rather than by index, so that no order of additions can vary. */
    private static Tensor sequenceMeans(Tensor values, long[] lengths) {
        List<Tensor> means = new ArrayList<>();
        for (Tensor sequence : values.split(lengths, 0)) {
            means.add(sequence.mean(0, true).expand(sequence.numel()));
        }
        return Tensor.cat(means, 0);
    }
}
