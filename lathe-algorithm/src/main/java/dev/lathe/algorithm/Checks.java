package dev.lathe.algorithm;

/** Refuses settings out of range. */
final class Checks {
    private Checks() {}

    static void positive(String name, double value) {
        require(value > 0 && Double.isFinite(value), "%s must be positive, not %s", name, value);
    }

    static void notNegative(String name, double value) {
        require(value >= 0 && Double.isFinite(value), "%s must not be negative, but is %s", name, value);
    }

    /** Checks a discount. */
    static void share(String name, double value) {
        require(value > 0 && value <= 1, "%s must be in (0, 1], not %s", name, value);
    }

    /** Throws an {@code IllegalArgumentException} with a formatted message unless something holds. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
