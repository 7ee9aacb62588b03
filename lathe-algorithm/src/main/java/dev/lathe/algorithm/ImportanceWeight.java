package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how the difference between the policy that is trained, {@code pi}, and the one that acted, {@code mu}, is weighed.
 * {@code mu} is what the inference engine recorded with each token; no ratio is ever made up where nothing was recorded.
 */
@Doc("How the policy that acted is accounted for.")
public sealed interface ImportanceWeight {
    /** Takes the samples as drawn from the policy that is trained: right for one optimiser step per rollout and no more. */
    @Doc("No weight: right for one optimiser step per rollout and no more.")
    record None() implements ImportanceWeight {}

    /**
     * Weighs each token: {@code rho_t = pi(t) / mu(t)}.
     *
     * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017, Proximal Policy Optimization</a>
     */
    @Doc("The ratio of each token.")
    record Token() implements ImportanceWeight {}

    /**
     * Weighs each chunk {@code c} by the geometric mean over its tokens: {@code rho_c = (prod_{t in c} pi(t) / mu(t))^(1/|c|)}.
     *
     * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equation 8</a>
     */
    @Doc("The geometric mean of the ratios over each chunk.")
    record Chunk() implements ImportanceWeight {}

    /**
     * Weighs each trajectory by the geometric mean over the tokens that the model wrote:
     * {@code rho = (prod_t pi(t) / mu(t))^(1/n)}, the same for all its tokens.
     *
     * @see <a href="https://arxiv.org/abs/2507.18071">Zheng et al. 2025, Group Sequence Policy Optimization</a>
     */
    @Doc("The geometric mean of the ratios over the trajectory.")
    record Sequence() implements ImportanceWeight {}

    /**
     * Weighs each trajectory by the exact ratio of its probabilities: {@code rho = prod_t pi(t) / mu(t)}, the same for all its
     * tokens.
     *
     * @see <a href="https://arxiv.org/abs/2503.14286">Le Roux et al. 2025, Tapered Off-Policy REINFORCE</a>
     */
    @Doc("The product of the ratios over the trajectory.")
    record Product() implements ImportanceWeight {}

    /**
     * Weighs by a ratio that is cut off and held fixed: {@code w = s(min(rho, cap))}, {@code s} stopping the gradient, so that the
     * loss is {@code -w A log pi}.
     *
     * @param grain what the ratio is taken over
     * @param cap the largest weight, positive; 1 never amplifies
     * @see <a href="https://arxiv.org/abs/1802.01561">Espeholt et al. 2018, IMPALA (truncated importance sampling)</a>
     */
    @Doc("A ratio that is cut off and held fixed (truncated importance sampling).")
    record Truncated(
            @Doc("What the ratio is taken over.") @Default("token")
            Grain grain,

            @Doc("The largest weight.") @Positive @Default("1.0")
            double cap)
            implements ImportanceWeight {
        public Truncated {
            Checks.positive("cap", cap);
        }
    }

    /**
     * Keeps the policy that acted and the one that the step starts from, {@code prox}, apart: {@code rho = pi / prox} is what the
     * loss clips, and {@code s(min(prox / mu, cap))}, token by token, corrects for who acted.
     *
     * @param grain what {@code rho} is taken over
     * @param cap the largest correction, positive
     * @see <a href="https://arxiv.org/abs/2110.00641">Hilton et al. 2021, Batch size-invariance for policy optimization</a>
     * @see <a href="https://arxiv.org/abs/2505.24298">Fu et al. 2025, AReaL</a>
     */
    @Doc("A ratio to the policy that the step starts from, corrected for the one that acted.")
    record Decoupled(
            @Doc("What the ratio is taken over.") @Default("token")
            Grain grain,

            @Doc("The largest correction for the policy that acted.") @Positive @Default("5.0")
            double cap)
            implements ImportanceWeight {
        public Decoupled {
            Checks.positive("cap", cap);
        }
    }

    /** Returns what the ratio is taken over; none without a ratio. */
    default @Nullable Grain grain() {
        return switch (this) {
            case None() -> null;
            case Token() -> Grain.TOKEN;
            case Chunk() -> Grain.CHUNK;
            case Sequence() -> Grain.SEQUENCE;
            case Product() -> Grain.PRODUCT;
            case Truncated(Grain grain, double cap) -> grain;
            case Decoupled(Grain grain, double cap) -> grain;
        };
    }
}
