package dev.lathe.algorithm;

import java.util.List;

/** Makes sure that the policy that acted was recorded. */
final class Recordings {
    /** Rounding can lift the log-probability of a sure token a little above 0. */
    private static final float LARGEST_LOG_PROB = 1e-3f;

    private Recordings() {}

    static void require(List<Learned> learned, Algorithm algorithm) {
        boolean allZero = true;
        for (Learned one : learned) {
            float[] logProbs = one.flat().logProbs();
            for (int t = 0; t < logProbs.length; t++) {
                requireLogProb(one, t);
                allZero &= logProbs[t] == 0;
            }
        }
        if (allZero && !learned.isEmpty() && algorithm.weight().grain() != null) {
            throw new IllegalArgumentException(
                    "every behaviour log-probability of the batch is 0: nothing recorded the policy that acted, and every ratio"
                            + " would be made up; record log-probabilities, or use weight: none");
        }
    }

    private static void requireLogProb(Learned learned, int t) {
        float logProb = learned.flat().logProbs()[t];
        if (!(logProb <= LARGEST_LOG_PROB && logProb > Float.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "task %s: token %d of %d that the model wrote has the behaviour log-probability %s; it must be recorded"
                            .formatted(learned.trajectory().taskId(), t, learned.tokens(), logProb));
        }
    }
}
