package dev.lathe.model.engine;

import dev.lathe.model.sampling.Sampling;
import java.util.function.IntConsumer;

/**
 * Holds a place in the engine for one episode. The keys and values of what was said stay cached, so that a turn pays only for what
 * is new. One thread at a time.
 */
public interface Conversation extends AutoCloseable {
    /**
     * Returns the model's reply to a prompt, and blocks until it is written.
     *
     * @param prompt every token of the conversation so far
     * @throws IllegalArgumentException if the prompt is empty or leaves no room for a reply
     */
    Completion generate(int[] prompt, Sampling sampling);

    /**
     * Does the same, and hands over each token soon after it is written.
     *
     * @throws IllegalArgumentException if the prompt is empty or leaves no room for a reply
     */
    Completion generate(int[] prompt, Sampling sampling, IntConsumer onToken);

    /** Returns the most tokens that a prompt and its reply may have together. */
    int capacity();

    @Override
    void close();
}
