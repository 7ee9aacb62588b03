package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;

/**
 * Adds what leaving a reference policy costs to the loss of each token: {@code coefficient KL_t}, with gradient.
 *
 * @param estimator of the divergence of a token; not {@code FULL}
 * @param coefficient per nat, positive
 * @see <a href="https://arxiv.org/abs/2402.03300">Shao et al. 2024, DeepSeekMath, equation 4</a>
 */
@Doc("A penalty, in the loss, on leaving the reference policy.")
public record LossPenalty(
        @Doc("Estimator of the divergence of a token: k1, k2 or k3.") @Default("k3")
        KlEstimator estimator,

        @Doc("Loss a nat.") @Positive @Default("0.01") double coefficient) {
    public LossPenalty {
        Checks.positive("coefficient", coefficient);
        Checks.require(
                estimator != KlEstimator.FULL,
                "estimator: the loss takes k1, k2 or k3; the full divergence goes into the reward");
    }
}
