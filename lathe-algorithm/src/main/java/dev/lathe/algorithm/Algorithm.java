package dev.lathe.algorithm;

/**
 * Describes a policy-gradient algorithm as five choices. The loss of an optimiser batch is {@code sum_t w_t l_t} over the tokens
 * that the model wrote: {@code returns} and {@code baseline} make the advantage in {@code l_t}, {@code weight} its ratio,
 * {@code loss} its form, and {@code reduction} makes {@code w_t}.
 *
 * @param returns how a trajectory's advantage is credited to its chunks
 * @param baseline what its reward is compared with
 * @param weight how the policy that acted is accounted for
 * @param loss the loss of a token
 * @param reduction what a token weighs
 */
public record Algorithm(
        ReturnEstimator returns, Baseline baseline, ImportanceWeight weight, PolicyLoss loss, LossReduction reduction) {
    /**
     * Checks that the choices fit.
     *
     * @throws IllegalArgumentException if a ratio is to be clipped that is not computed
     */
    public Algorithm {
        if (loss instanceof PolicyLoss.Clip && weight instanceof ImportanceWeight.None) {
            throw new IllegalArgumentException("clipping needs an importance weight: without one every ratio is 1");
        }
    }
}
