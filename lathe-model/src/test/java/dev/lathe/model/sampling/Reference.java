package dev.lathe.model.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Computes distributions the slow way: in double precision, with every token sorted. */
final class Reference {
    private Reference() {}

    static double[] probabilities(float[] logits, Sampling sampling) {
        double largest = IntStream.range(0, logits.length)
                .mapToDouble(i -> logits[i])
                .max()
                .orElseThrow();
        double[] weights = IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp((logits[i] - largest) / sampling.temperature()))
                .toArray();
        List<Integer> order = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logits[i]))
                .toList();
        keepTopK(weights, order, sampling.topK());
        keepTopP(weights, order, sampling.topP());
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] < sampling.minP() ? 0 : weights[i];
        }
        double total = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    private static void keepTopK(double[] weights, List<Integer> order, int k) {
        if (k == 0 || k >= weights.length) {
            return;
        }
        double least = weights[order.get(k - 1)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] < least ? 0 : weights[i];
        }
    }

    private static void keepTopP(double[] weights, List<Integer> order, double p) {
        double wanted = p * Arrays.stream(weights).sum();
        double kept = 0;
        for (int token : order) {
            double weight = weights[token];
            weights[token] = p < 1 && kept >= wanted ? 0 : weight;
            kept += weight;
        }
    }
}
