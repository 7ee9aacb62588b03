package dev.lathe.cli.progress;

import dev.lathe.core.Metrics;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says numbers as a person reads them. */
final class Words {
    private Words() {}

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Says {@code 1,234/5,000 steps}, or {@code 1,234 steps} if nobody knows the total. */
    static String done(State state) {
        String total = state.total() > 0 ? "/" + count(state.total()) : "";
        return count(state.done()) + total + " " + state.unit();
    }

    /** Says units a second, or seconds a unit where that is more telling. */
    static String rate(State state) {
        double rate = state.rate();
        if (rate == 0) {
            return "";
        }
        if (rate >= 100) {
            return count(Math.round(rate)) + "/s";
        }
        return rate >= 1
                ? String.format(Locale.ROOT, "%.1f/s", rate)
                : String.format(Locale.ROOT, "%.1f s each", 1 / rate);
    }

    /** Says {@code 0:42} or {@code 1:02:03}. */
    static String clock(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String metrics(Metrics metrics) {
        return metrics.values().entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.format(Locale.ROOT, "%.4g", entry.getValue()))
                .collect(Collectors.joining("  "));
    }
}
