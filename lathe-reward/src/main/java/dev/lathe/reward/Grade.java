package dev.lathe.reward;

import dev.lathe.core.Metrics;

/** Is what a grader says of an episode. */
public sealed interface Grade {
    /**
     * A grade.
     *
     * @param value what the policy earned, usually 0 to 1
     * @param details named numbers behind it
     */
    record Earned(double value, Metrics details) implements Grade {
        public static Earned of(double value) {
            return new Earned(value, Metrics.NONE);
        }
    }

    /**
     * No grade, by no fault of the policy.
     *
     * @param timedOut whether the grader ran out of time; else it failed otherwise
     * @param reason for people
     */
    record Ungraded(boolean timedOut, String reason) implements Grade {}
}
