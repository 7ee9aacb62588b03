package dev.lathe.cli.progress;

import dev.lathe.core.Metrics;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds how far a phase has come.
 *
 * @param total units in all; 0 if nobody knows
 */
record State(String phase, long done, long total, String unit, Duration elapsed, Metrics metrics) {
    /** Returns units a second. */
    double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds > 0 ? done / seconds : 0;
    }

    /** Returns the finished share, from 0 to 1; 0 if nobody knows the total. */
    double share() {
        return total > 0 ? Math.min(1, (double) done / total) : 0;
    }

    /** Returns the time that is left if the rest is as fast as what was done. */
    Optional<Duration> left() {
        return total > 0 && done > 0
                ? Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 - share()) / share())))
                : Optional.empty();
    }
}
