package dev.lathe.verify;

/** Says what a check found. Only {@link #UNDECIDED} is the fault of the checker; the others are those of whoever answered. */
public enum Verdict {
    /** The answer is right. */
    CORRECT,
    /** There is an answer, and it is not right. */
    WRONG,
    /** The text has no answer that could be read. */
    MISSING,
    /** The check gave up at one of its bounds, such as the size of a number. */
    UNDECIDED;

    /** Returns 1 for {@link #CORRECT}, else 0. */
    public double reward() {
        return this == CORRECT ? 1 : 0;
    }
}
