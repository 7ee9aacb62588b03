package dev.lathe.train.pipeline;

import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares each dimension of a score within its group on its own, and adds the comparisons up: {@code r_i = sum_k (s_ik - mean_k) /
 * deviation_k}, the deviation unbiased; a dimension in which all are alike adds nothing. A dimension in which few differ thus weighs as
 * much as one in which many do.
 *
 * @see <a href="https://arxiv.org/abs/2601.05242">Liu et al. 2026, GDPO: Group reward-Decoupled Normalization Policy Optimization</a>
 */
final class DimensionRewards {
    private static final double TOLERANCE = 1e-6;

    private DimensionRewards() {}

    static List<TrajectoryGroup> of(List<TrajectoryGroup> groups, List<String> dimensions) {
        return groups.stream().map(group -> compared(group, dimensions)).toList();
    }

    private static TrajectoryGroup compared(TrajectoryGroup group, List<String> dimensions) {
        List<Trajectory> episodes = group.trajectories();
        double[] sums = new double[episodes.size()];
        for (String dimension : dimensions) {
            double[] values = episodes.stream()
                    .mapToDouble(
                            episode -> episode.score().parts().find(dimension).orElse(0))
                    .toArray();
            add(sums, values);
        }
        List<Trajectory> judged = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            judged.add(episodes.get(i)
                    .withScore(new Score(sums[i], episodes.get(i).score().parts())));
        }
        return new TrajectoryGroup(group.taskId(), judged);
    }

    private static void add(double[] sums, double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
        for (int i = 0; i < values.length && deviation > TOLERANCE; i++) {
            sums[i] += (values[i] - mean) / deviation;
        }
    }
}
