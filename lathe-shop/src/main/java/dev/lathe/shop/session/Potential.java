package dev.lathe.shop.session;

/**
 * Rewards verification on the way without changing what is best to do: the potential Φ of a state is the greatest share of the
 * constraints that the agent verified on one product, and 0 at the end. What its changes add to the rewards of an episode cancels,
 * discounted by γ (Ng, Harada, Russell, Policy Invariance under Reward Transformations, ICML 1999).
 */
public final class Potential {
    private Potential() {}

    /**
     * Returns what a step adds to the reward: {@code γ Φ(s') - Φ(s)}.
     *
     * @param discount γ, above 0 and at most 1: that of the returns that the agent maximizes
     */
    public static double change(ShopState before, ShopState after, double discount) {
        return discount * of(after) - of(before);
    }

    private static double of(ShopState state) {
        int constraints = state.task().constraints().size();
        if (state.done() || constraints == 0) {
            return 0;
        }
        int most =
                state.stated().values().stream().mapToInt(Long::bitCount).max().orElse(0);
        return (double) most / constraints;
    }
}
