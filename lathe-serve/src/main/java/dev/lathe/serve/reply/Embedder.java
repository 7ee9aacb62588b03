package dev.lathe.serve.reply;

/** Turns tokens into one vector. */
@FunctionalInterface
public interface Embedder {
    /** Returns the mean of the last hidden states, {@code [hidden]}, of length 1. */
    float[] embed(int[] tokens);
}
