package dev.lathe.algorithm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Weighs and filters the tokens of one sequence by what trainer and engine make of them, and by who acted. */
final class Corrections {
    private final Map<Grain, double[]> ratios = new EnumMap<>(Grain.class);
    private final int length;

    private Corrections(int length) {
        this.length = length;
    }

    /**
     * Compares the policy that the step starts from with the one that acted; at no grain if the trainer was not asked.
     *
     * @throws IllegalArgumentException if the algorithm needs the trainer's word and there is none
     */
    static Corrections of(Algorithm algorithm, Learned learned) {
        var corrections = new Corrections(learned.tokens());
        float[] proximal = learned.scores().proximal();
        if (proximal.length == 0 && !algorithm.needsProximal()) {
            return corrections;
        }
        ModelScores.require(proximal, learned.tokens(), "log-probabilities by the trainer");
        double[] differences = new double[proximal.length];
        Arrays.setAll(differences, t -> (double) proximal[t] - learned.flat().logProbs()[t]);
        for (Grain grain : Grain.values()) {
            corrections.ratios.put(
                    grain, HostRatios.of(grain, differences, learned.flat().chunkLengths()));
        }
        return corrections;
    }

    /** Returns {@code x} of each token at each grain; empty if the trainer was not asked. */
    Map<Grain, double[]> ratios() {
        return ratios;
    }

    /** Returns what the advantage of each token is multiplied by, {@code [learned]}. */
    double[] weights(Algorithm algorithm) {
        double[] weights = new double[length];
        Arrays.fill(weights, 1);
        Correction.Weight weight = algorithm.terms().correction().weight();
        if (weight != null) {
            multiply(weights, at(weight.grain()), weight.cap());
        }
        if (algorithm.weight() instanceof ImportanceWeight.Decoupled decoupled) {
            multiply(weights, at(Grain.TOKEN), decoupled.cap());
        }
        return weights;
    }

    /** Returns which tokens all filters keep, {@code [learned]}. */
    boolean[] kept(Correction correction) {
        boolean[] kept = new boolean[length];
        Arrays.fill(kept, true);
        for (Correction.Filter filter : correction.filters()) {
            double[] found = at(filter.grain());
            for (int t = 0; t < length; t++) {
                kept[t] &= found[t] >= filter.low() && found[t] <= filter.high();
            }
        }
        return kept;
    }

    private double[] at(Grain grain) {
        return ratios.getOrDefault(grain, new double[0]);
    }

    private static void multiply(double[] weights, double[] ratios, double cap) {
        for (int t = 0; t < weights.length; t++) {
            weights[t] *= Math.min(ratios[t], cap);
        }
    }
}
