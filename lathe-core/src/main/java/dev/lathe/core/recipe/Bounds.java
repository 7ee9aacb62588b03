package dev.lathe.core.recipe;

import java.math.BigDecimal;

/**
 * Bounds a number.
 *
 * @param positive whether zero and below are outside, whatever {@code min} says
 */
record Bounds(double min, double max, boolean positive) {
    static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    boolean contains(double value) {
        return value >= min && value <= max && (!positive || value > 0);
    }

    boolean isOpen() {
        return equals(NONE);
    }

    String describe() {
        boolean above = positive && min <= 0;
        boolean hasMin = !above && min != Double.NEGATIVE_INFINITY;
        boolean hasMax = max != Double.POSITIVE_INFINITY;
        if (hasMin && hasMax) {
            return "from %s to %s".formatted(plain(min), plain(max));
        }
        String lower = above ? "above 0" : hasMin ? "of at least " + plain(min) : "";
        String upper = hasMax ? "of at most " + plain(max) : "";
        return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " and " + upper;
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
