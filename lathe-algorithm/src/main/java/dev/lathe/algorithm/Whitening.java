package dev.lathe.algorithm;

import java.util.Arrays;
import java.util.List;

/** Brings the advantages of all tokens of an optimiser batch to mean 0 and unbiased deviation 1. */
final class Whitening {
    private Whitening() {}

    /** Returns {@code (A - mean) / std}; zeros where all are equal. */
    static List<double[]> of(List<double[]> advantages) {
        double[] all = advantages.stream().flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(all).sum() / all.length;
        double deviation = Advantages.deviation(all);
        return advantages.stream()
                .map(values -> Advantages.divide(
                        Arrays.stream(values).map(value -> value - mean).toArray(), deviation))
                .toList();
    }
}
