package dev.lathe.algorithm;

import dev.lathe.core.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reports how far trainer and engine disagree on the same tokens. */
final class Mismatch {
    private Mismatch() {}

    /** Returns mean and maximum of the ratio at each grain; nothing if the trainer was not asked. */
    static Metrics metrics(List<Corrections> corrections) {
        Metrics metrics = Metrics.NONE;
        for (Grain grain : Grain.values()) {
            double[] ratios = corrections.stream()
                    .map(correction -> correction.ratios().getOrDefault(grain, new double[0]))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            if (ratios.length > 0) {
                String name = "mismatch_" + grain.name().toLowerCase(Locale.ROOT);
                var summary = Arrays.stream(ratios).summaryStatistics();
                metrics = metrics.with(name + "_mean", summary.getAverage()).with(name + "_max", summary.getMax());
            }
        }
        return metrics;
    }
}
