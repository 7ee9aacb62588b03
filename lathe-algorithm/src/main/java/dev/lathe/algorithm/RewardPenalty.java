package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import org.jspecify.annotations.Nullable;

/**
 * Takes what leaving a reference policy costs from the reward: {@code p_t = coefficient KL_t}, {@code KL_t} estimated between the
 * policy that acted and the reference.
 *
 * @param estimator of the divergence of a token
 * @param coefficient per nat, positive; where it adapts, the first one
 * @param adaptive how it adapts; none to keep it
 * @see <a href="https://arxiv.org/abs/1909.08593">Ziegler et al. 2019, Fine-Tuning Language Models from Human Preferences</a>
 */
@Doc("A penalty, taken from the reward, on leaving the reference policy.")
public record RewardPenalty(
        @Doc("Estimator of the divergence of a token.") @Default("k1")
        KlEstimator estimator,

        @Doc("Reward a nat.") @Positive @Default("0.01") double coefficient,

        @Doc("How the coefficient adapts.") @Nullable Adaptive adaptive) {
    public RewardPenalty {
        Checks.positive("coefficient", coefficient);
    }

    public RewardPenalty(KlEstimator estimator, double coefficient) {
        this(estimator, coefficient, null);
    }

    /**
     * Follows a target: after a batch of {@code n} trajectories whose tokens' divergences add up to {@code KL} nats a trajectory on
     * average, {@code coefficient *= 1 + clip(KL / target - 1, -0.2, 0.2) n / horizon}.
     *
     * @param target nats a trajectory, positive
     * @param horizon trajectories, positive: over how many the coefficient can move by a fifth
     * @see <a href="https://arxiv.org/abs/1909.08593">Ziegler et al. 2019, section 2.2</a>
     */
    @Doc("A coefficient that follows a target.")
    public record Adaptive(
            @Doc("Nats a trajectory.") @Positive @Default("6.0")
            double target,

            @Doc("Trajectories over which it can move by a fifth.") @Positive @Default("10000")
            double horizon) {
        private static final double LARGEST_ERROR = 0.2;

        public Adaptive {
            Checks.positive("target", target);
            Checks.positive("horizon", horizon);
        }

        double next(double coefficient, double divergence, int trajectories) {
            double error = Math.clamp(divergence / target - 1, -LARGEST_ERROR, LARGEST_ERROR);
            return coefficient * (1 + error * trajectories / horizon);
        }
    }
}
