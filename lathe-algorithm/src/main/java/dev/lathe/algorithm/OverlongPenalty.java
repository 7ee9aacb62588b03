package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/**
 * Takes a little from the reward of what nearly ran out of room: of {@code n} tokens that the model wrote,
 * {@code penalty clip((limit - buffer - n) / buffer, -1, 0)}.
 *
 * @param limit tokens that the model can write, at least 1
 * @param buffer tokens before the limit in which the penalty grows, from 1 to {@code limit}
 * @param penalty in units of reward, positive: what the limit costs
 * @see <a href="https://arxiv.org/abs/2503.14476">Yu et al. 2025, DAPO, equation 13</a>
 */
@Doc("A penalty that grows in the last tokens before the limit.")
public record OverlongPenalty(
        @Doc("Tokens that the model can write.") @Range(min = 1)
        int limit,

        @Doc("Tokens before the limit in which the penalty grows.") @Range(min = 1)
        int buffer,

        @Doc("What the limit costs, in units of reward.") @Positive @Default("1.0")
        double penalty) {
    public OverlongPenalty {
        Checks.require(
                buffer >= 1 && buffer <= limit, "buffer must be from 1 to the limit of %s, not %s", limit, buffer);
        Checks.positive("penalty", penalty);
    }

    /** Returns what is added to the reward, at most 0. */
    double reward(int written) {
        return penalty * Math.clamp((limit - buffer - written) / (double) buffer, -1.0, 0.0);
    }
}
