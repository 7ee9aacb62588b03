package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/** Is a row of tokens that several processes divide among them, each having some in a row. */
public interface SequenceDivision {
    /**
     * Returns the first of this process's tokens.
     *
     * @param tokens how many there are in all, at least as many as processes
     */
    int first(int tokens);

    /** Returns how many tokens this process has of so many; at least 1. */
    int count(int tokens);

    /**
     * Returns all processes' rows, in the order of the tokens; the gradient of this process's becomes the sum of all processes'.
     *
     * @param own of this process's tokens, {@code [count, ...]}
     * @param tokens how many there are in all
     * @return {@code [tokens, ...]}
     */
    Tensor all(Tensor own, int tokens);
}
