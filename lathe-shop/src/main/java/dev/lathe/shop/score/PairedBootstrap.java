package dev.lathe.shop.score;

import dev.lathe.core.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bounds the mean difference of two policies on the same tasks by drawing tasks anew, with both results of each (Efron, Bootstrap
 * Methods, Annals of Statistics 7, 1979; percentile interval).
 *
 * @param difference the mean of the first less the mean of the second
 * @param low lower bound
 * @param high upper bound
 */
public record PairedBootstrap(double difference, double low, double high) {
    private static final int DRAWS = 10_000;

    /**
     * Computes an interval, the same for the same seed.
     *
     * @param confidence the coverage, such as 0.95
     * @throws IllegalArgumentException if there are not as many results of both, or none
     */
    public static PairedBootstrap of(double[] first, double[] second, double confidence, long seed) {
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException("%d results beside %d".formatted(first.length, second.length));
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        var random = new SplittableRandom(Seeds.of(seed, "bootstrap"));
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[draw] = sum / differences.length;
        }
        Arrays.sort(means);
        int tail = (int) Math.floor(DRAWS * (1 - confidence) / 2);
        return new PairedBootstrap(
                Arrays.stream(differences).average().orElseThrow(), means[tail], means[DRAWS - 1 - tail]);
    }
}
