package dev.lathe.algorithm;

import java.util.Arrays;

/** Credits what an episode earned to its tokens. */
final class TokenReturns {
    private TokenReturns() {}

    /**
     * Returns the advantage, or the return, of each token, {@code [learned]}.
     *
     * @param earned what is credited
     * @param costs taken from the reward of each token, {@code [learned]}
     */
    static double[] of(ReturnEstimator returns, double earned, double[] costs, Learned learned) {
        return switch (returns) {
            case ReturnEstimator.TrajectoryReward() -> {
                double[] same = new double[learned.tokens()];
                Arrays.fill(same, earned);
                yield same;
            }
            case ReturnEstimator.DiscountedTokens(double gamma) -> byTokens(rewards(earned, costs), gamma);
            case ReturnEstimator.DiscountedChunkReturn chunks ->
                learned.toTokens(byChunks(chunks, earned, costs, learned));
            case ReturnEstimator.Gae(double gamma, double lambda) ->
                advantages(rewards(earned, costs), learned.scores().values(), gamma, lambda);
        };
    }

    /** Returns the return of each chunk, {@code [chunks]}. */
    static double[] byChunks(
            ReturnEstimator.DiscountedChunkReturn returns, double earned, double[] costs, Learned learned) {
        double[] rewards = returns.stepRewards() ? learned.stepRewards() : new double[learned.chunks()];
        for (int t = 0; t < costs.length; t++) {
            rewards[learned.flat().chunks()[t]] -= costs[t];
        }
        rewards[rewards.length - 1] += earned;
        return byTokens(rewards, returns.gamma());
    }

    private static double[] rewards(double earned, double[] costs) {
        double[] rewards = Arrays.stream(costs).map(cost -> -cost).toArray();
        rewards[rewards.length - 1] += earned;
        return rewards;
    }

    private static double[] byTokens(double[] rewards, double gamma) {
        double[] returns = rewards.clone();
        for (int t = returns.length - 2; t >= 0; t--) {
            returns[t] += gamma * returns[t + 1];
        }
        return returns;
    }

    private static double[] advantages(double[] rewards, float[] values, double gamma, double lambda) {
        int length = rewards.length;
        ModelScores.require(values, length, "a critic's values");
        double[] advantages = new double[length];
        double nextValue = 0;
        double next = 0;
        for (int t = length - 1; t >= 0; t--) {
            next = rewards[t] + gamma * nextValue - values[t] + gamma * lambda * next;
            advantages[t] = next;
            nextValue = values[t];
        }
        return advantages;
    }
}
