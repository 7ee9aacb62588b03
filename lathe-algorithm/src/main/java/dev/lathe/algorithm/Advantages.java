package dev.lathe.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes rewards less baselines, over deviations. */
final class Advantages {
    static final double TOLERANCE = 1e-6;

    private Advantages() {}

    /**
     * Returns one advantage per trajectory: for each group, {@code [trajectories]}. A critic's baseline is taken token by token, later.
     *
     * @param state with these rewards in it
     */
    static List<double[]> of(List<double[]> rewards, Baseline baseline, AlgorithmState state) {
        return switch (baseline) {
            case Baseline.None(Deviation deviation) -> divided(rewards, rewards, deviation, state);
            case Baseline.Constant(double value) -> each(rewards, group -> less(group, value));
            case Baseline.Group(Deviation deviation) ->
                divided(each(rewards, Advantages::centered), rewards, deviation, state);
            case Baseline.LeaveOneOut() -> each(rewards, Advantages::leaveOneOut);
            case Baseline.Batch(Deviation deviation) ->
                divided(split(centered(all(rewards)), rewards), rewards, deviation, state);
            case Baseline.Running(Deviation deviation) ->
                divided(each(rewards, group -> less(group, state.mean())), rewards, deviation, state);
            case Baseline.TwoLevel(double stepWeight, boolean divide) ->
                divided(each(rewards, Advantages::centered), rewards, divide ? Deviation.GROUP : Deviation.NONE, state);
            case Baseline.Critic critic -> rewards;
        };
    }

    static double[] centered(double[] values) {
        if (allEqual(values)) {
            return new double[values.length];
        }
        return less(values, Arrays.stream(values).sum() / values.length);
    }

    /** Returns the unbiased deviation; 0 where all values are equal. */
    static double deviation(double[] values) {
        if (allEqual(values)) {
            return 0;
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values).map(r -> (r - mean) * (r - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    static double[] divide(double[] values, double deviation) {
        return deviation == 0
                ? new double[values.length]
                : Arrays.stream(values).map(value -> value / deviation).toArray();
    }

    private static List<double[]> divided(
            List<double[]> values, List<double[]> rewards, Deviation deviation, AlgorithmState state) {
        return switch (deviation) {
            case NONE -> values;
            case BATCH -> {
                double scale = deviation(all(rewards));
                yield each(values, group -> divide(group, scale));
            }
            case RUNNING -> each(values, group -> divide(group, state.deviation()));
            case GROUP -> {
                List<double[]> divided = new ArrayList<>();
                for (int g = 0; g < values.size(); g++) {
                    divided.add(divide(values.get(g), deviation(rewards.get(g))));
                }
                yield divided;
            }
        };
    }

    private static double[] less(double[] values, double baseline) {
        return Arrays.stream(values).map(value -> value - baseline).toArray();
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

    private static List<double[]> each(List<double[]> groups, UnaryOperator<double[]> change) {
        return groups.stream().map(change).toList();
    }

    private static double[] all(List<double[]> groups) {
        return groups.stream().flatMapToDouble(Arrays::stream).toArray();
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
