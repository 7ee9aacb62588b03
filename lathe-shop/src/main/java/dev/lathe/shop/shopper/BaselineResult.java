package dev.lathe.shop.shopper;

import dev.lathe.core.Metrics;

/**
 * Holds how a baseline did.
 *
 * @param baseline who shopped
 * @param tasks how many tasks
 * @param successes how many of them were wholly right
 * @param means the mean of each number that the shop reports at the end
 */
public record BaselineResult(Baseline baseline, int tasks, int successes, Metrics means) {
    /** Returns the share of tasks that were wholly right. */
    public double successRate() {
        return tasks == 0 ? 0 : (double) successes / tasks;
    }
}
