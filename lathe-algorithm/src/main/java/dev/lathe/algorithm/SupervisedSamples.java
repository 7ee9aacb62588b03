package dev.lathe.algorithm;

import java.util.Arrays;
import java.util.List;

/** Turns the demonstrations of one optimiser batch into samples. */
public final class SupervisedSamples {
    private SupervisedSamples() {}

    /**
     * Returns a sample for each demonstration that has something to be learned, in order.
     *
     * @param batch all demonstrations of one optimiser step
     * @param reduction what a token weighs; {@link LossReduction.TokenMean} is the usual cross-entropy
     */
    public static List<TrainingSample> of(List<Demonstration> batch, LossReduction reduction) {
        List<Demonstration> taught = batch.stream()
                .filter(demonstration -> demonstration.positions().length > 0)
                .toList();
        long tokens = taught.stream()
                .mapToLong(demonstration -> demonstration.positions().length)
                .sum();
        return taught.stream()
                .map(demonstration -> sample(demonstration, reduction, tokens, taught.size()))
                .toList();
    }

    private static TrainingSample sample(
            Demonstration demonstration, LossReduction reduction, long tokens, int sequences) {
        float[] weights = new float[demonstration.positions().length];
        Arrays.fill(weights, (float) reduction.weight(weights.length, tokens, sequences));
        return TrainingSample.supervised(demonstration.tokens(), demonstration.positions(), weights);
    }
}
