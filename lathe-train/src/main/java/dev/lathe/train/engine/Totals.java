package dev.lathe.train.engine;

import dev.lathe.algorithm.LossStatistics;

/**
 * Holds what a batch, or a part of one, came to.
 *
 * @param loss the sum of losses
 * @param statistics of the same
 */
public record Totals(double loss, LossStatistics statistics) {
    /** Holds what nothing comes to. */
    public static final Totals NONE = new Totals(0, LossStatistics.NONE);

    /** Adds another part. */
    public Totals plus(Totals other) {
        return new Totals(loss + other.loss, statistics.plus(other.statistics));
    }
}
