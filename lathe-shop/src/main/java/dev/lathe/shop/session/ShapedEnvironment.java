package dev.lathe.shop.session;

import dev.lathe.core.Environment;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.shop.ShopTask;

/**
 * Rewards verification on the way without changing what is best to do: it adds {@code γ Φ(s') - Φ(s)} to each reward, where the
 * potential Φ is the greatest share of the constraints that the agent verified on one product, and 0 at the end. Over an episode the
 * additions, discounted by γ, cancel (Ng, Harada, Russell, Policy Invariance under Reward Transformations, ICML 1999).
 */
public final class ShapedEnvironment implements Environment<ShopTask> {
    private final ShopEnvironment inner;
    private final double discount;

    /**
     * Shapes the rewards of an environment.
     *
     * @param discount γ, above 0 and at most 1: that of the returns that the agent maximizes
     */
    public ShapedEnvironment(ShopEnvironment inner, double discount) {
        if (!(discount > 0 && discount <= 1)) {
            throw new IllegalArgumentException("a discount is above 0 and at most 1, not " + discount);
        }
        this.inner = inner;
        this.discount = discount;
    }

    @Override
    public Observation reset(ShopTask task, long seed) {
        return inner.reset(task, seed);
    }

    @Override
    public StepResult step(String action) {
        double before = potential(inner.snapshot());
        StepResult result = inner.step(action);
        double shaped = result.reward() + discount * potential(inner.snapshot()) - before;
        return new StepResult(result.observation(), shaped, result.terminated(), result.truncated(), result.info());
    }

    /** Returns the greatest share of the constraints that the agent verified on one product; 0 at the end. */
    public static double potential(ShopState state) {
        int constraints = state.task().constraints().size();
        if (state.done() || constraints == 0) {
            return 0;
        }
        int most =
                state.stated().values().stream().mapToInt(Long::bitCount).max().orElse(0);
        return (double) most / constraints;
    }

    @Override
    public void close() {
        inner.close();
    }
}
