package dev.lathe.train.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers as a person reads them. */
final class Figures {
    private static final int HASH_DIGITS = 12;

    private Figures() {}

    /** Writes a share, 0 to 1, in percent with one decimal. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** Writes bounds, 0 to 1, in percent. */
    static String interval(double low, double high) {
        return String.format(Locale.ROOT, "[%.1f, %.1f]", low * 100, high * 100);
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Writes a duration in seconds as {@code 12.3 s}, {@code 4 min 05 s} or {@code 2 h 03 min}. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return fixed(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** Writes any number in about four digits: {@code 0.0123}, {@code 12.35}, {@code 45.6k}, {@code 2.5M}, {@code 3e-7}. */
    static String compact(double value) {
        double size = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size >= 1e9 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2e", value)
                    .replaceFirst("\\.?0*e", "e")
                    .replaceFirst("e([-+])0", "e$1");
        }
        if (size >= 1e6) {
            return plain(value / 1e6, 3) + "M";
        }
        return size >= 1e4 ? plain(value / 1e3, 3) + "k" : plain(value, 4);
    }

    /** Writes a whole number with thin groups of three digits. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Writes as much of a hash as tells it from others. */
    static String digits(String hash) {
        return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
    }

    /** Writes a place in a drawing. */
    static String coordinate(double value) {
        return plain(value, 5);
    }

    private static String plain(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
