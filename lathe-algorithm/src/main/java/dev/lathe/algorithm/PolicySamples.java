package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the trajectories of one optimiser batch into samples: advantages by the baseline, weights by the reduction. */
public final class PolicySamples {
    /** Rounding can lift the log-probability of a sure token a little above 0. */
    private static final float LARGEST_LOG_PROB = 1e-3f;

    private PolicySamples() {}

    /**
     * Returns the samples of one optimiser batch. Trajectories in which the model wrote nothing count for the baseline, but give no
     * sample and are in no denominator; trajectories whose advantage is 0 are in all denominators.
     *
     * @param groups all groups of one optimiser step, none of them split between two steps
     * @throws IllegalArgumentException if a reward is not finite or a behaviour log-probability was not recorded
     */
    public static SampleBatch of(List<TrajectoryGroup> groups, Algorithm algorithm) {
        List<double[]> advantages = Advantages.of(groups, algorithm.baseline());
        List<Trajectory> written = groups.stream()
                .flatMap(group -> group.trajectories().stream())
                .filter(trajectory -> trajectory.modelTokens() > 0)
                .toList();
        long tokens = written.stream().mapToLong(Trajectory::modelTokens).sum();
        List<TrainingSample> samples = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            List<Trajectory> trajectories = groups.get(g).trajectories();
            for (int i = 0; i < trajectories.size(); i++) {
                int length = trajectories.get(i).modelTokens();
                if (length > 0) {
                    double weight = algorithm.reduction().weight(length, tokens, written.size());
                    samples.add(sample(
                            trajectories.get(i), algorithm.returns(), advantages.get(g)[i], (float) weight));
                }
            }
        }
        return new SampleBatch(samples, groups.size(), (int)
                advantages.stream().filter(PolicySamples::allZero).count());
    }

    private static TrainingSample sample(
            Trajectory trajectory, ReturnEstimator returns, double advantage, float weight) {
        FlatTrajectory flat = FlatTrajectory.of(trajectory);
        requireRecorded(trajectory, flat.logProbs());
        double[] byChunk = returns.spread(advantage, trajectory.chunks().size());
        int learned = flat.positions().length;
        float[] advantages = new float[learned];
        for (int t = 0; t < learned; t++) {
            advantages[t] = (float) byChunk[flat.chunks()[t]];
        }
        float[] weights = new float[learned];
        Arrays.fill(weights, weight);
        return new TrainingSample(flat.tokens(), flat.positions(), weights, advantages, flat.logProbs());
    }

    private static void requireRecorded(Trajectory trajectory, float[] logProbs) {
        for (int t = 0; t < logProbs.length; t++) {
            if (!(logProbs[t] <= LARGEST_LOG_PROB && logProbs[t] > Float.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "task %s: token %d of %d that the model wrote has the behaviour log-probability %s; it must be recorded"
                                .formatted(trajectory.taskId(), t, logProbs.length, logProbs[t]));
            }
        }
    }

    private static boolean allZero(double[] advantages) {
        return Arrays.stream(advantages).allMatch(advantage -> advantage == 0);
    }
}
