package dev.lathe.core;

/**
 * Holds the Wilson score interval of a proportion. With {@code p = successes / trials}, {@code n = trials} and {@code z} the normal
 * quantile at {@code (1 + confidence) / 2}, it is {@code (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)} (Wilson, Probable
 * Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927).
 *
 * @param rate the proportion, 0 to 1
 * @param low lower bound, 0 to 1
 * @param high upper bound, 0 to 1
 */
public record WilsonInterval(double rate, double low, double high) {
    /**
     * Computes an interval.
     *
     * @param confidence the coverage, such as 0.95
     * @throws IllegalArgumentException unless {@code 0 <= successes <= trials}, {@code trials > 0} and {@code 0 < confidence < 1}
     */
    public static WilsonInterval of(long successes, long trials, double confidence) {
        if (trials <= 0 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("no proportion: %d of %d".formatted(successes, trials));
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must lie between 0 and 1: " + confidence);
        }
        double z = normalQuantile((1 + confidence) / 2);
        double n = trials;
        double p = successes / n;
        double scale = 1 + z * z / n;
        double middle = (p + z * z / (2 * n)) / scale;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
        // At the two ends the bounds are exactly 0 and 1; rounding would miss them.
        return new WilsonInterval(p, successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }

    /** Inverts the normal distribution function by bisection, for {@code probability >= 0.5}. */
    private static double normalQuantile(double probability) {
        double low = 0;
        double high = 9;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (normalDistribution(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Sums {@code 1/2 + φ(x)(x + x³/3 + x⁵/(3·5) + …)} (Marsaglia, Evaluating the Normal Distribution, JSS 11, 2004). */
    private static double normalDistribution(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; term > sum * 1e-17; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
