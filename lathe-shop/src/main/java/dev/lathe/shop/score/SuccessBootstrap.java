package dev.lathe.shop.score;

import dev.lathe.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bounds how far two policies differ in success by drawing training seeds and tasks anew, each with replacement (Owen, The Pigeonhole
 * Bootstrap, Annals of Applied Statistics 1, 2007; percentile interval). With one seed that is the usual bootstrap over tasks.
 *
 * @param difference mean success of the first less that of the second
 * @param failures the failures of the first for each of the second; infinite where the second alone has none
 */
public record SuccessBootstrap(Bounded difference, Bounded failures) {
    private static final int DRAWS = 10_000;

    /** Holds a value and the bounds of its interval. */
    public record Bounded(double value, double low, double high) {}

    /**
     * Holds the results of two policies on the same tasks, or on tasks of their own.
     *
     * @param first success of the first, 0 to 1, by seed and task
     * @param second the same of the second, with as many seeds
     * @param paired whether a place holds the same task in both; else tasks are drawn for each
     */
    public record Results(List<double[]> first, List<double[]> second, boolean paired) {
        public Results {
            first = List.copyOf(first);
            second = List.copyOf(second);
            if (first.isEmpty() || first.size() != second.size()) {
                throw new IllegalArgumentException("%d seeds beside %d".formatted(first.size(), second.size()));
            }
            requireEqualLengths(first);
            requireEqualLengths(second);
            if (paired && first.getFirst().length != second.getFirst().length) {
                throw new IllegalArgumentException(
                        "%d results beside %d".formatted(first.getFirst().length, second.getFirst().length));
            }
        }

        private static void requireEqualLengths(List<double[]> seeds) {
            if (seeds.stream().mapToInt(tasks -> tasks.length).distinct().count() > 1 || seeds.getFirst().length == 0) {
                throw new IllegalArgumentException("every seed needs results of the same tasks");
            }
        }
    }

    /**
     * Computes intervals, the same for the same seed.
     *
     * @param confidence the coverage, such as 0.95
     */
    public static SuccessBootstrap of(Results results, double confidence, long seed) {
        var random = new SplittableRandom(Seeds.of(seed, "bootstrap"));
        double[] differences = new double[DRAWS];
        double[] failures = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] seeds = drawn(results.first().size(), random);
            int[] tasks = drawn(results.first().getFirst().length, random);
            int[] others = results.paired() ? tasks : drawn(results.second().getFirst().length, random);
            double first = mean(results.first(), seeds, tasks);
            double second = mean(results.second(), seeds, others);
            differences[draw] = first - second;
            failures[draw] = ratio(first, second);
        }
        double first = mean(results.first());
        double second = mean(results.second());
        return new SuccessBootstrap(
                bounded(first - second, differences, confidence), bounded(ratio(first, second), failures, confidence));
    }

    private static double ratio(double first, double second) {
        return first == second ? 1 : (1 - first) / (1 - second);
    }

    private static int[] drawn(int count, SplittableRandom random) {
        int[] drawn = new int[count];
        for (int i = 0; count > 1 && i < count; i++) {
            drawn[i] = random.nextInt(count);
        }
        return drawn;
    }

    private static double mean(List<double[]> results) {
        return results.stream().flatMapToDouble(Arrays::stream).average().orElseThrow();
    }

    private static double mean(List<double[]> results, int[] seeds, int[] tasks) {
        double sum = 0;
        for (int seed : seeds) {
            double[] ofSeed = results.get(seed);
            for (int task : tasks) {
                sum += ofSeed[task];
            }
        }
        return sum / (seeds.length * tasks.length);
    }

    private static Bounded bounded(double value, double[] draws, double confidence) {
        Arrays.sort(draws);
        int tail = (int) Math.floor(DRAWS * (1 - confidence) / 2);
        return new Bounded(value, draws[tail], draws[DRAWS - 1 - tail]);
    }
}
