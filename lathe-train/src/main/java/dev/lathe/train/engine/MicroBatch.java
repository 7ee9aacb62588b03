package dev.lathe.train.engine;

import dev.lathe.algorithm.TrainingSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Holds samples that go through the model together, padded at the end to the longest.
 *
 * @param samples one a row
 * @param time length of the longest row
 */
record MicroBatch(List<TrainingSample> samples, int time) {
    /** Returns how many tokens the model computes, padding included. */
    int cost() {
        return samples.size() * time;
    }

    /**
     * Splits a batch into micro-batches of rows of similar length. The split depends on the samples alone.
     *
     * @param tokens the most tokens of a micro-batch, padding included; a longer sample goes alone
     */
    static List<MicroBatch> split(List<TrainingSample> batch, int tokens) {
        List<TrainingSample> sorted = new ArrayList<>(batch);
        sorted.sort(Comparator.comparingInt((TrainingSample sample) -> sample.tokens().length)
                .reversed());
        List<MicroBatch> parts = new ArrayList<>();
        int start = 0;
        while (start < sorted.size()) {
            int time = sorted.get(start).tokens().length;
            int end = Math.min(sorted.size(), start + Math.max(1, tokens / time));
            parts.add(new MicroBatch(List.copyOf(sorted.subList(start, end)), time));
            start = end;
        }
        return parts;
    }

    /** Deals micro-batches to workers so that their costs are alike; each worker's share is in a fixed order. */
    static List<List<MicroBatch>> deal(List<MicroBatch> parts, int workers) {
        List<List<MicroBatch>> shares = new ArrayList<>();
        long[] costs = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        for (MicroBatch part : parts) {
            int cheapest = 0;
            for (int worker = 1; worker < workers; worker++) {
                if (costs[worker] < costs[cheapest]) {
                    cheapest = worker;
                }
            }
            shares.get(cheapest).add(part);
            costs[cheapest] += part.cost();
        }
        return shares;
    }

    /** Returns the tokens row by row, {@code [rows * time]}, padded with 0. */
    long[] tokens() {
        long[] tokens = new long[cost()];
        for (int row = 0; row < samples.size(); row++) {
            int[] source = samples.get(row).tokens();
            for (int step = 0; step < source.length; step++) {
                tokens[row * time + step] = source[step];
            }
        }
        return tokens;
    }

    int learned() {
        return samples.stream().mapToInt(TrainingSample::learned).sum();
    }

    /** Returns, for each learned token, the place in {@link #tokens()} of the token before it, {@code [learned]}. */
    long[] predictors() {
        long[] places = new long[learned()];
        int next = 0;
        for (int row = 0; row < samples.size(); row++) {
            for (int position : samples.get(row).positions()) {
                places[next++] = (long) row * time + position - 1;
            }
        }
        return places;
    }

    /** Returns the learned tokens, {@code [learned]}. */
    long[] targets() {
        long[] targets = new long[learned()];
        int next = 0;
        for (TrainingSample sample : samples) {
            for (int position : sample.positions()) {
                targets[next++] = sample.tokens()[position];
            }
        }
        return targets;
    }
}
