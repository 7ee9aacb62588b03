package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Name;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/**
 * Chooses how what an episode earned is credited to what the model wrote. The baseline comes first: what is spread is the
 * trajectory's reward less its baseline, {@code A}. Penalties of single tokens, {@code p_t} (see {@link RewardPenalty}), join as
 * said with each.
 */
@Doc("How a reward is credited to what the model wrote.")
public sealed interface ReturnEstimator {
    /** Credits every token alike: {@code A_t = A}. The reward that enters the baseline is {@code R - sum_t p_t}. */
    @Doc("Every token alike.")
    @Name("trajectory")
    record TrajectoryReward() implements ReturnEstimator {}

    /**
     * Discounts by tokens: {@code A_t = sum_{u >= t} gamma^(u-t) r_u}, with {@code r_u = -p_u}, and {@code A} more at the last token.
     *
     * @param gamma in (0, 1]
     */
    @Doc("Discounted by tokens to the end.")
    @Name("tokens")
    record DiscountedTokens(
            @Doc("Discount a token.") @Positive @Range(max = 1) @Default("1.0")
            double gamma) implements ReturnEstimator {
        public DiscountedTokens {
            Checks.share("gamma", gamma);
        }
    }

    /**
     * Credits a chunk the less the further it is from the end: {@code A_k = sum_{j >= k} gamma^(j-k) r_j} for chunk {@code k} of
     * {@code K}, with {@code r_j = -sum_{t in j} p_t} and {@code A} more at the last chunk, so that without penalties
     * {@code A_k = gamma^(K-1-k) A}. All tokens of a chunk share its value.
     *
     * @param gamma in (0, 1]
     * @param stepRewards whether {@code r_j} also holds the environment's reward for the step
     * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equation 7</a>
     */
    @Doc("Discounted by chunks to the end; the tokens of a chunk share its value.")
    @Name("chunks")
    record DiscountedChunkReturn(
            @Doc("Discount a chunk.") @Positive @Range(max = 1) @Default("0.95")
            double gamma,

            @Doc("Whether the environment's rewards of single steps count beside the score.") @Default("false")
            boolean stepRewards)
            implements ReturnEstimator {
        public DiscountedChunkReturn {
            Checks.share("gamma", gamma);
        }

        public DiscountedChunkReturn(double gamma) {
            this(gamma, false);
        }
    }

    /**
     * Weighs a critic's word against what came of it: {@code delta_t = r_t + gamma V_{t+1} - V_t},
     * {@code A_t = delta_t + gamma lambda A_{t+1}}, over the tokens that the model wrote, {@code V} being 0 after the last;
     * {@code r_t = -p_t}, and {@code R} more at the last token. The critic learns {@code A_t + V_t}.
     *
     * @param gamma discount a token, in (0, 1]
     * @param lambda in (0, 1]; 1 trusts only what was earned
     * @see <a href="https://arxiv.org/abs/1506.02438">Schulman et al. 2015, Generalized Advantage Estimation</a>
     */
    @Doc("Generalised advantage estimation; needs the critic.")
    record Gae(
            @Doc("Discount a token.") @Positive @Range(max = 1) @Default("1.0")
            double gamma,

            @Doc("How much of what was earned is trusted over the critic.") @Positive @Range(max = 1) @Default("0.95")
            double lambda)
            implements ReturnEstimator {
        public Gae {
            Checks.share("gamma", gamma);
            Checks.share("lambda", lambda);
        }
    }
}
