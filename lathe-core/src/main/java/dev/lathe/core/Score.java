package dev.lathe.core;

/**
 * Holds a reward and the named parts that it was made of.
 *
 * @param value the number that training uses
 * @param parts its parts, for reports
 */
public record Score(double value, Metrics parts) {
    public static Score of(double value) {
        return new Score(value, Metrics.NONE);
    }
}
