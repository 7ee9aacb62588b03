package dev.lathe.algorithm;

import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes rewards less baselines. */
final class Advantages {
    private static final double TOLERANCE = 1e-6;

    private Advantages() {}

    /** Returns one advantage per trajectory: for each group, {@code [trajectories]}. */
    static List<double[]> of(List<TrajectoryGroup> groups, Baseline baseline) {
        List<double[]> rewards = groups.stream().map(Advantages::rewards).toList();
        return switch (baseline) {
            case Baseline.None() -> rewards;
            case Baseline.Group(boolean divide) ->
                rewards.stream().map(group -> centred(group, divide)).toList();
            case Baseline.LeaveOneOut() ->
                rewards.stream().map(Advantages::leaveOneOut).toList();
            case Baseline.Batch(boolean divide) -> {
                double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
                yield split(centred(all, divide), rewards);
            }
        };
    }

    private static double[] rewards(TrajectoryGroup group) {
        double[] rewards = group.trajectories().stream()
                .mapToDouble(trajectory -> trajectory.score().value())
                .toArray();
        for (double reward : rewards) {
            if (!Double.isFinite(reward)) {
                throw new IllegalArgumentException("task %s: a reward is %s".formatted(group.taskId(), reward));
            }
        }
        return rewards;
    }

    private static double[] centred(double[] rewards, boolean divide) {
        if (allEqual(rewards)) {
            return new double[rewards.length];
        }
        double mean = Arrays.stream(rewards).sum() / rewards.length;
        double squares =
                Arrays.stream(rewards).map(r -> (r - mean) * (r - mean)).sum();
        double scale = divide ? Math.sqrt(squares / (rewards.length - 1)) : 1;
        return Arrays.stream(rewards).map(r -> (r - mean) / scale).toArray();
    }

    private static double[] leaveOneOut(double[] rewards) {
        if (allEqual(rewards)) {
            return new double[rewards.length];
        }
        double sum = Arrays.stream(rewards).sum();
        return Arrays.stream(rewards)
                .map(r -> r - (sum - r) / (rewards.length - 1))
                .toArray();
    }

    private static boolean allEqual(double[] rewards) {
        var range = Arrays.stream(rewards).summaryStatistics();
        return range.getMax() - range.getMin() <= TOLERANCE || rewards.length < 2;
    }

    private static List<double[]> split(double[] all, List<double[]> like) {
        List<double[]> parts = new ArrayList<>();
        int start = 0;
        for (double[] part : like) {
            parts.add(Arrays.copyOfRange(all, start, start + part.length));
            start += part.length;
        }
        return parts;
    }
}
