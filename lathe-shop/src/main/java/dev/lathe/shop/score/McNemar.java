package dev.lathe.shop.score;

/**
 * Tests whether two policies succeed equally often on the same tasks. Of the tasks on which they differ, the exact two-sided
 * probability that so unequal a division or a more unequal one comes by chance (McNemar, Note on the Sampling Error of the Difference
 * between Correlated Proportions, Psychometrika 12, 1947; exact binomial form).
 *
 * @param onlyFirst tasks on which the first alone succeeds
 * @param onlySecond tasks on which the second alone succeeds
 * @param probability the p-value
 */
public record McNemar(int onlyFirst, int onlySecond, double probability) {
    /**
     * Compares two policies, task by task.
     *
     * @throws IllegalArgumentException if there are not as many results of both
     */
    public static McNemar of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("%d results beside %d".formatted(first.length, second.length));
        }
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.length; i++) {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond, probability(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond)));
    }

    /** Sums {@code 2 C(n, i) / 2^n} for i up to {@code least}, by logarithms so that large counts do not overflow. */
    private static double probability(int n, int least) {
        double sum = 0;
        double term = -n * Math.log(2);
        for (int i = 0; i <= least; i++) {
            sum += Math.exp(term);
            term += Math.log((double) (n - i) / (i + 1));
        }
        return Math.min(1, 2 * sum);
    }
}
