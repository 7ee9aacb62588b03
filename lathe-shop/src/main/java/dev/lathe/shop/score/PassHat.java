package dev.lathe.shop.score;

import java.util.List;

/** Computes pass^k: the chance that k trials of a task all succeed. */
public final class PassHat {
    private PassHat() {}

    /**
     * Returns the mean over tasks of {@code C(c, k) / C(n, k)}, with {@code c} successes of {@code n} trials (Yao et al., tau-bench,
     * 2024).
     *
     * @param trials for each task whether each trial succeeded
     * @throws IllegalArgumentException if a task has fewer than {@code k} trials, or there is no task
     */
    public static double of(List<boolean[]> trials, int k) {
        if (trials.isEmpty() || k < 1) {
            throw new IllegalArgumentException("pass^k needs a task and a k of at least 1");
        }
        double sum = 0;
        for (boolean[] task : trials) {
            if (task.length < k) {
                throw new IllegalArgumentException("a task has %d trials, fewer than %d".formatted(task.length, k));
            }
            sum += all(task, k);
        }
        return sum / trials.size();
    }

    private static double all(boolean[] task, int k) {
        int successes = 0;
        for (boolean success : task) {
            successes += success ? 1 : 0;
        }
        double chance = 1;
        for (int i = 0; i < k; i++) {
            chance *= (double) Math.max(0, successes - i) / (task.length - i);
        }
        return chance;
    }
}
