package dev.lathe.algorithm.preference;

import dev.lathe.algorithm.LossStatistics;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Teaches a model to score: {@code l = -log s(r_c - r_r - margin) + centering (r_c + r_r)^2}, with the scores {@code r_c} of the
 * better and {@code r_r} of the worse conversation; {@code s} is the logistic function. Preferences leave the level of all scores
 * open; centring keeps it at 0.
 *
 * @param centering at least 0; 0 for none
 * @see <a href="https://arxiv.org/abs/2307.09288">Touvron et al. 2023, Llama 2, equation 2 (margin)</a>
 * @see <a href="https://arxiv.org/abs/2312.09244">Eisenstein et al. 2023, Helping or Herding, equation 2 (centring)</a>
 */
public record BradleyTerry(double centering) {
    public BradleyTerry {
        if (!(centering >= 0)) {
            throw new IllegalArgumentException("centering must not be negative, not " + centering);
        }
    }

    /**
     * Returns the summed loss {@code sum_p w_p l_p}, shape {@code []}, with gradient.
     *
     * @param scores {@code [2 * pairs]}: of each pair, the score of the better conversation, then of the worse
     */
    public Tensor loss(List<RewardSample> samples, Tensor scores) {
        try (Scope scope = Scope.open()) {
            Tensor chosen = scores.reshape(samples.size(), 2).select(1, 0);
            Tensor rejected = scores.reshape(samples.size(), 2).select(1, 1);
            Tensor margins =
                    Tensor.of(samples.stream().mapToDouble(RewardSample::margin).toArray(), scores);
            Tensor weights =
                    Tensor.of(samples.stream().mapToDouble(RewardSample::weight).toArray(), scores);
            Tensor losses = chosen.sub(rejected).sub(margins).neg().softplus();
            Tensor level = chosen.add(rejected).square().mul(centering);
            return scope.keep(losses.add(level).mul(weights).sum());
        }
    }

    /** Returns means over pairs: {@code pair_accuracy}, {@code score_chosen}, {@code score_rejected}, {@code score_margin}. */
    public LossStatistics statistics(List<RewardSample> samples, Tensor scores) {
        double[] values = scores.detach().toDoubles();
        double right = 0;
        double better = 0;
        double worse = 0;
        for (int p = 0; p < samples.size(); p++) {
            right += values[2 * p] > values[2 * p + 1] ? 1 : 0;
            better += values[2 * p];
            worse += values[2 * p + 1];
        }
        Metrics sums = Metrics.of("pair_accuracy", right)
                .with("score_chosen", better)
                .with("score_rejected", worse)
                .with("score_margin", better - worse);
        return new LossStatistics(samples.size(), sums, Metrics.NONE);
    }
}
