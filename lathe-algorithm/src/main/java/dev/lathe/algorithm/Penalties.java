package dev.lathe.algorithm;

/** Computes what leaving the reference policy costs, token by token. */
final class Penalties {
    private Penalties() {}

    /** Returns the divergence of each token in nats, {@code [learned]}; zeros without a penalty. */
    static double[] divergences(Terms terms, Learned learned) {
        double[] divergences = new double[learned.tokens()];
        RewardPenalty penalty = terms.rewardKl();
        if (penalty == null) {
            return divergences;
        }
        boolean full = penalty.estimator() == KlEstimator.FULL;
        float[] column = full
                ? ModelScores.require(learned.scores().divergences(), divergences.length, "divergences")
                : ModelScores.require(learned.scores().reference(), divergences.length, "reference log-probabilities");
        for (int t = 0; t < divergences.length; t++) {
            divergences[t] = full
                    ? column[t]
                    : penalty.estimator().of((double) learned.flat().logProbs()[t] - column[t]);
        }
        return divergences;
    }
}
