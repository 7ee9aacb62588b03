package dev.lathe.train.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Holds items that go through the model together, their passages padded at the end to the longest.
 *
 * @param items in the order of their passages
 * @param passages one a row
 * @param time length of the longest row
 */
record MicroBatch<T>(List<T> items, List<Passage> passages, int time) {
    /** Returns how many tokens the model computes, padding included. */
    int cost() {
        return passages.size() * time;
    }

    /** One item on its way into a micro-batch. */
    private record Unit<T>(T item, List<Passage> passages) {
        int time() {
            return passages.stream()
                    .mapToInt(passage -> passage.tokens().length)
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Splits a batch into micro-batches of rows of similar length. The split depends on the passages alone.
     *
     * @param tokens the most tokens of a micro-batch, padding included; a larger item goes alone
     */
    static <T> List<MicroBatch<T>> split(List<T> batch, Learning<T> learning, int tokens) {
        List<Unit<T>> sorted = new ArrayList<>(batch.stream()
                .map(item -> new Unit<>(item, learning.passages(item)))
                .toList());
        sorted.sort(Comparator.comparingInt((Unit<T> unit) -> unit.time()).reversed());
        List<MicroBatch<T>> parts = new ArrayList<>();
        int start = 0;
        while (start < sorted.size()) {
            int time = sorted.get(start).time();
            int rows = sorted.get(start).passages().size();
            int end = start + 1;
            while (end < sorted.size() && (rows + sorted.get(end).passages().size()) * (long) time <= tokens) {
                rows += sorted.get(end++).passages().size();
            }
            parts.add(of(sorted.subList(start, end), time));
            start = end;
        }
        return parts;
    }

    private static <T> MicroBatch<T> of(List<Unit<T>> units, int time) {
        return new MicroBatch<>(
                units.stream().map(Unit::item).toList(),
                units.stream().flatMap(unit -> unit.passages().stream()).toList(),
                time);
    }

    /** Deals micro-batches to workers so that their costs are alike; each worker's share is in a fixed order. */
    static <T> List<List<MicroBatch<T>>> deal(List<MicroBatch<T>> parts, int workers) {
        List<List<MicroBatch<T>>> shares = new ArrayList<>();
        long[] costs = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        for (MicroBatch<T> part : parts) {
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
}
