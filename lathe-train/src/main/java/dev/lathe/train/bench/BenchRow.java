package dev.lathe.train.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds one measurement.
 *
 * @param work what was done, such as {@code SFT step}
 * @param unit what is counted
 * @param lathe Lathe's value
 * @param peer who else did the same, if somebody did
 * @param peerValue the peer's value
 * @param ratio how much better Lathe is; above 1 is better
 * @param threads threads of both
 * @param dtype the type of the numbers
 */
public record BenchRow(
        String work,
        String unit,
        double lathe,
        @Nullable String peer,
        @Nullable Double peerValue,
        @Nullable Double ratio,
        int threads,
        String dtype) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    static BenchRow alone(String work, String unit, double lathe, int threads) {
        double rounded = Math.round(lathe * 10) / 10.0;
        return new BenchRow(work, unit, rounded, null, null, null, threads, "float32");
    }

    BenchRow withDtype(String type) {
        return new BenchRow(work, unit, lathe, peer, peerValue, ratio, threads, type);
    }

    /** Returns the row with what a peer reached; nothing if it told nothing. */
    BenchRow beside(String name, @Nullable Double value) {
        return beside(name, value, false);
    }

    /** Returns the same for a value of which less may be better. */
    BenchRow beside(String name, @Nullable Double value, boolean lessIsBetter) {
        Double better = value == null ? null : Math.round(100 * (lessIsBetter ? value / lathe : lathe / value)) / 100.0;
        return new BenchRow(work, unit, lathe, name, value, better, threads, dtype);
    }

    /** Returns the row as one line for a person. */
    public String text() {
        String compared = peer == null || peerValue == null
                ? ""
                : String.format(Locale.ROOT, ", %,.1f by %s: %.2f x", peerValue, peer, ratio);
        return String.format(
                Locale.ROOT, "%-26s %,12.1f %-15s %d threads, %s%s", work, lathe, unit, threads, dtype, compared);
    }

    /** Returns the row as one line of JSON. */
    public String json() {
        return JSON.writeValueAsString(this);
    }
}
