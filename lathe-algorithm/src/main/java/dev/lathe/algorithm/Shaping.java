package dev.lathe.algorithm;

import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Brings advantages into the shape that the loss sees: whitened, clipped, corrected, weighed. */
final class Shaping {
    private Shaping() {}

    static List<double[]> of(
            Algorithm algorithm,
            List<TrajectoryGroup> groups,
            List<Learned> learned,
            List<double[]> advantages,
            List<Corrections> corrections) {
        Terms terms = algorithm.terms();
        List<double[]> shaped = terms.whiten() ? Whitening.of(advantages) : advantages;
        int longest = learned.stream().mapToInt(Learned::tokens).max().orElse(1);
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            Learned one = learned.get(i);
            double emphasis =
                    terms.emphasis().weight(GroupFilter.meanScore(groups.get(one.group())), one.tokens(), longest);
            double[] values = clipped(shaped.get(i), terms.advantageClip());
            double[] weights = corrections.get(i).weights(algorithm);
            for (int t = 0; t < values.length; t++) {
                values[t] *= weights[t] * emphasis * terms.mixture().reinforcement();
            }
            all.add(values);
        }
        return all;
    }

    private static double[] clipped(double[] values, double bound) {
        return bound == 0
                ? values.clone()
                : Arrays.stream(values)
                        .map(value -> Math.clamp(value, -bound, bound))
                        .toArray();
    }
}
