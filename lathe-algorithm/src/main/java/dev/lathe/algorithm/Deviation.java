package dev.lathe.algorithm;

/** Names the rewards whose unbiased standard deviation an advantage is divided by. */
public enum Deviation {
    /** No division. */
    NONE,
    /** Those of the group. */
    GROUP,
    /** Those of the optimiser batch. */
    BATCH,
    /** Those of all optimiser batches so far, this one with them. */
    RUNNING
}
