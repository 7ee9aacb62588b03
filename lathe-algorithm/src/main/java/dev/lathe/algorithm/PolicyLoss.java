package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Name;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the loss of one token from its ratio {@code rho}, its advantage {@code A} and its log-probability {@code log pi}.
 * {@code s(x)} holds {@code x} fixed: no gradient flows through it. All are {@code [learned]}, in nats.
 */
@Doc("The loss of a token.")
public sealed interface PolicyLoss {
    /**
     * Weighs the policy gradient: {@code l = -rho A}, or {@code l = -A log pi} without importance weights; on fresh samples
     * both have the gradient of REINFORCE. With a weight that is held fixed, {@code l = -w A log pi}.
     *
     * @see <a href="https://doi.org/10.1007/BF00992696">Williams 1992</a>
     */
    @Doc("The policy gradient as it is.")
    record Vanilla() implements PolicyLoss {}

    /**
     * Stops pushing a token once it has moved far: {@code l = -min(rho A, clip(rho, 1 - low, 1 + high) A)}. With a dual clip, where
     * {@code A < 0}, {@code l = -max(min(rho A, clip(rho, 1 - low, 1 + high) A), dual A)}.
     *
     * @param low in (0, 1)
     * @param high positive; larger than {@code low} for clip-higher
     * @param dual the largest ratio of a token that is to become rarer, above 1; none to leave it unbounded
     * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017, equation 7</a>
     * @see <a href="https://arxiv.org/abs/1912.09729">Ye et al. 2019, Mastering Complex Control in MOBA Games (dual clip)</a>
     * @see <a href="https://arxiv.org/abs/2503.14476">Yu et al. 2025, DAPO (clip-higher)</a>
     */
    @Doc("PPO's clip: a token that has moved far is pushed no further.")
    record Clip(
            @Doc("How far below 1 the ratio counts.") @Positive @Range(max = 0.999) @Default("0.2")
            double low,

            @Doc("How far above 1 the ratio counts.") @Positive @Default("0.2")
            double high,

            @Doc("The largest ratio of a token that is to become rarer.") @Nullable @Range(min = 1)
            Double dual)
            implements PolicyLoss {
        public Clip {
            Checks.require(
                    low > 0 && low < 1 && high > 0,
                    "clipping needs 0 < low < 1 and 0 < high, not %s and %s",
                    low,
                    high);
            if (dual != null) {
                Checks.require(dual > 1, "a dual clip must be above 1, not %s", dual);
            }
        }

        public Clip(double low, double high) {
            this(low, high, null);
        }

        /** Returns whether a clipped branch is the one that counts, so that the token has no gradient. */
        boolean stops(double ratio, double advantage) {
            return advantage > 0
                    ? ratio > 1 + high
                    : advantage < 0 && (ratio < 1 - low || (dual != null && ratio > dual));
        }
    }

    /**
     * Imitates what was good, and unlearns what was bad as far as the policy would still do it: {@code l = -A log pi} where
     * {@code A > 0}, else {@code l = -s(min(rho, cap)) A log pi}.
     *
     * @param cap the largest weight of a negative, positive
     * @see <a href="https://arxiv.org/abs/2503.14286">Le Roux et al. 2025, Tapered Off-Policy REINFORCE</a>
     * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equations 5 and 9</a>
     */
    @Doc("Imitation of what was good; truncated weights for what was bad.")
    record Topr(
            @Doc("The largest weight of a negative.") @Positive @Default("1.0")
            double cap) implements PolicyLoss {
        public Topr {
            Checks.positive("cap", cap);
        }
    }

    /**
     * Clips the weight instead of the gradient, so that no token is silenced:
     * {@code l = -s(clip(rho, 1 - low, 1 + high)) A log pi}.
     *
     * @param low in (0, 1]; 1 for no lower bound
     * @param high positive
     * @see <a href="https://arxiv.org/abs/2506.13585">MiniMax 2025, MiniMax-M1, equations 4 and 5</a>
     */
    @Doc("A clipped weight that is held fixed: no token is silenced.")
    record Cispo(
            @Doc("How far below 1 the weight goes; 1 for no bound.") @Positive @Range(max = 1) @Default("1.0")
            double low,

            @Doc("How far above 1 the weight goes.") @Positive @Default("4.0")
            double high)
            implements PolicyLoss {
        public Cispo {
            Checks.require(
                    low > 0 && low <= 1 && high > 0, "CISPO needs 0 < low <= 1 and 0 < high, not %s and %s", low, high);
        }
    }

    /**
     * Closes a soft gate instead of clipping: {@code l = -(4 / tau) sigmoid(tau (rho - 1)) A}, {@code tau} being {@code positive}
     * where {@code A > 0}, else {@code negative}.
     *
     * @param positive temperature of the gate, positive: how fast it closes
     * @param negative the same where the advantage is not positive; larger, as those gradients are the wilder ones
     * @see <a href="https://arxiv.org/abs/2511.20347">Gao et al. 2025, Soft Adaptive Policy Optimization</a>
     */
    @Doc("A soft gate in place of the clip.")
    record Sapo(
            @Doc("How fast the gate closes where the advantage is positive.") @Positive @Default("1.0")
            double positive,

            @Doc("How fast it closes elsewhere.") @Positive @Default("1.05")
            double negative)
            implements PolicyLoss {
        public Sapo {
            Checks.positive("positive", positive);
            Checks.positive("negative", negative);
        }
    }

    /**
     * Takes the geometric mean of a sequence's clipped ratios:
     * {@code l = -A exp(mean_t sgn(A) min(sgn(A) d_t, sgn(A) clip(d_t, -low, high)))}, {@code d_t = log rho_t}, the same for all
     * tokens of the sequence.
     *
     * @param low bound of the log-ratio below, in nats, positive
     * @param high bound above, in nats, positive
     * @see <a href="https://arxiv.org/abs/2507.20673">Zhao et al. 2025, Geometric-Mean Policy Optimization</a>
     */
    @Doc("The geometric mean of clipped token ratios.")
    record Gmpo(
            @Doc("How far below 0 a log-ratio counts, in nats.") @Positive @Default("0.4")
            double low,

            @Doc("How far above 0 a log-ratio counts, in nats.") @Positive @Default("0.4")
            double high)
            implements PolicyLoss {
        public Gmpo {
            Checks.positive("low", low);
            Checks.positive("high", high);
        }
    }

    /**
     * Regresses the log-ratio of a sequence on its advantage: {@code l_t = -A log pi(t) + (tau / 2) (sum_u d_u)^2 / n},
     * {@code d = log pi - log mu} over the {@code n} tokens of the sequence; added up, {@code -A log pi + (tau / 2) (log rho)^2} of
     * the sequence.
     *
     * @param tau strength of the pull to the policy that acted, positive
     * @see <a href="https://arxiv.org/abs/2501.12599">Kimi Team 2025, Kimi k1.5, equation 3</a>
     */
    @Doc("Regression of the log-ratio on the advantage.")
    @Name("kimi")
    record Regression(
            @Doc("Strength of the pull to the policy that acted.") @Positive @Default("0.1")
            double tau) implements PolicyLoss {
        public Regression {
            Checks.positive("tau", tau);
        }
    }
}
