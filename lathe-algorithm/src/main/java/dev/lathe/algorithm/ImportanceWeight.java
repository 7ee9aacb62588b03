package dev.lathe.algorithm;

/**
 * Chooses how the difference between the policy that is trained, {@code pi}, and the one that acted, {@code mu}, is weighed.
 * {@code mu} is what the inference engine recorded with each token; no ratio is ever made up where nothing was recorded.
 */
public sealed interface ImportanceWeight {
    /** Takes the samples as drawn from the policy that is trained: right for one optimiser step per rollout and no more. */
    record None() implements ImportanceWeight {}

    /**
     * Weighs each token: {@code rho_t = pi(t) / mu(t)}.
     *
     * @see <a href="https://arxiv.org/abs/1707.06347">Schulman et al. 2017, Proximal Policy Optimization</a>
     */
    record Token() implements ImportanceWeight {}

    /**
     * Weighs each trajectory by the geometric mean over the tokens that the model wrote:
     * {@code rho = (prod_t pi(t) / mu(t))^(1/n)}, the same for all its tokens.
     *
     * @see <a href="https://arxiv.org/abs/2507.18071">Zheng et al. 2025, Group Sequence Policy Optimization</a>
     */
    record Sequence() implements ImportanceWeight {}
}
