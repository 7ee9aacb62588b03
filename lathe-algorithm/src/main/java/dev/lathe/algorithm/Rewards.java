package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes the rewards that baselines compare. */
final class Rewards {
    private Rewards() {}

    /**
     * Returns the reward of each trajectory, for each group: its score, less the penalty on what nearly ran out of room, less the
     * costs of its tokens where returns are of whole trajectories.
     *
     * @param costs of each token, for each learned trajectory, {@code [learned]}
     * @throws IllegalArgumentException if a score is not finite
     */
    static List<double[]> of(
            List<TrajectoryGroup> groups, Algorithm algorithm, List<Learned> learned, List<double[]> costs) {
        List<double[]> rewards = new ArrayList<>();
        for (TrajectoryGroup group : groups) {
            rewards.add(group.trajectories().stream()
                    .mapToDouble(trajectory -> reward(group, trajectory, algorithm.terms()))
                    .toArray());
        }
        if (algorithm.returns() instanceof ReturnEstimator.TrajectoryReward) {
            for (int i = 0; i < learned.size(); i++) {
                rewards.get(learned.get(i).group())[learned.get(i).index()] -=
                        Arrays.stream(costs.get(i)).sum();
            }
        }
        return rewards;
    }

    private static double reward(TrajectoryGroup group, Trajectory trajectory, Terms terms) {
        double score = trajectory.score().value();
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("task %s: a reward is %s".formatted(group.taskId(), score));
        }
        OverlongPenalty overlong = terms.overlong();
        return overlong == null ? score : score + overlong.reward(trajectory.modelTokens());
    }
}
