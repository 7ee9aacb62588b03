package dev.lathe.algorithm;

import java.util.Arrays;

/**
 * Chooses how what an episode earned is credited to its chunks. The baseline comes first: what is spread is the trajectory's
 * reward less its baseline.
 */
public sealed interface ReturnEstimator {
    /** Credits every chunk alike: {@code A_k = A}. */
    record TrajectoryReward() implements ReturnEstimator {}

    /**
     * Credits a chunk the less the further it is from the end: {@code A_k = gamma^(K-1-k) A} for chunk {@code k} of {@code K},
     * from 0. All tokens of a chunk share its value.
     *
     * @param gamma in (0, 1]
     * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, equation 7</a>
     */
    record DiscountedChunkReturn(double gamma) implements ReturnEstimator {
        public DiscountedChunkReturn {
            if (!(gamma > 0 && gamma <= 1)) {
                throw new IllegalArgumentException("gamma must be in (0, 1], not " + gamma);
            }
        }
    }

    /** Returns the advantage of each chunk, {@code [chunks]}. */
    default double[] spread(double advantage, int chunks) {
        double[] spread = new double[chunks];
        switch (this) {
            case TrajectoryReward() -> Arrays.fill(spread, advantage);
            case DiscountedChunkReturn(double gamma) -> {
                double value = advantage;
                for (int k = chunks - 1; k >= 0; k--) {
                    spread[k] = value;
                    value *= gamma;
                }
            }
        }
        return spread;
    }
}
