package dev.lathe.core.recipe;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and prints durations such as {@code 90s}, {@code 1.5h} and {@code 1h30m}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("\\G(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

    private Durations() {}

    /** Reads one. @throws IllegalArgumentException if it is none */
    static Duration parse(String text) {
        Matcher matcher = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (matcher.find()) {
            BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(new BigDecimal(nanos(matcher.group(2))));
            sum = sum.plusNanos(nanos.longValue());
            end = matcher.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException(text);
        }
        return sum;
    }

    /** Prints one in the largest unit of which it is a whole number. */
    static String print(Duration duration) {
        for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
            if (duration.isPositive() && duration.toNanos() % nanos(unit) == 0) {
                return duration.toNanos() / nanos(unit) + unit;
            }
        }
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
