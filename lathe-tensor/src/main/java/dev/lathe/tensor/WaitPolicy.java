package dev.lathe.tensor;

/** Chooses what an idle worker thread of libtorch does between two parallel loops. */
public enum WaitPolicy {
    /** Sleeps at once: safe beside busy neighbours, slower for many small operations. */
    PASSIVE,
    /** Spins for a short time first: fast on a quiet machine, and still gives way after some microseconds. */
    SPIN
}
