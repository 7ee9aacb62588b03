package dev.lathe.train.parallel;

/** Names what processes may differ in, from the one whose neighbours talk least to the one whose neighbours talk most. */
public enum Axis {
    /** Which sequences of a batch. */
    DATA,
    /** Which layers. */
    PIPELINE,
    /** Which stretch of each sequence. */
    SEQUENCE,
    /** Which experts. */
    EXPERT,
    /** Which heads and columns of every layer. */
    TENSOR
}
