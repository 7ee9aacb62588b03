package dev.lathe.core;

/**
 * Counts the optimiser steps behind the weights that made a token.
 *
 * @param steps optimiser steps since the run began, from 0
 */
public record PolicyVersion(long steps) implements Comparable<PolicyVersion> {
    public static final PolicyVersion INITIAL = new PolicyVersion(0);

    public PolicyVersion {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must not be negative: " + steps);
        }
    }

    public PolicyVersion next() {
        return new PolicyVersion(steps + 1);
    }

    @Override
    public int compareTo(PolicyVersion other) {
        return Long.compare(steps, other.steps);
    }
}
