package dev.lathe.algorithm;

import dev.lathe.core.Chunk;
import dev.lathe.core.Trajectory;

/**
 * Holds a trajectory that is learned from, on its way to becoming a sample.
 *
 * @param group the index of its group
 * @param index its index there
 * @param trajectory what happened
 * @param flat its tokens
 * @param scores what models say of them
 */
record Learned(int group, int index, Trajectory trajectory, FlatTrajectory flat, ModelScores scores) {
    int tokens() {
        return flat.learned();
    }

    int chunks() {
        return trajectory.chunks().size();
    }

    /** Returns the environment's reward for each step, {@code [chunks]}. */
    double[] stepRewards() {
        return trajectory.chunks().stream().mapToDouble(Chunk::reward).toArray();
    }

    /** Gives every token the value of its chunk, {@code [learned]}. */
    double[] toTokens(double[] byChunk) {
        double[] values = new double[tokens()];
        for (int t = 0; t < values.length; t++) {
            values[t] = byChunk[flat.chunks()[t]];
        }
        return values;
    }
}
