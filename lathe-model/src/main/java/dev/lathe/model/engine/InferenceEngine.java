package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;

/** Serves completions of one policy to many conversations at once. */
public interface InferenceEngine extends AutoCloseable {
    /** Says when requests join the batch. */
    enum Admission {
        /** As soon as they come, between two steps. */
        IMMEDIATE,
        /** When every open conversation waits for a reply, in the order in which the conversations were opened: reproducible. */
        BARRIER
    }

    /**
     * Opens a conversation, and blocks until there is room for one.
     *
     * @throws IllegalStateException if the engine is closed
     */
    Conversation converse();

    /** Returns how many conversations may be open at once. */
    int conversations();

    /** Returns the version of the weights in use. */
    PolicyVersion version();

    /** Takes over the current weights of its model. No request may be in flight. */
    void update(PolicyVersion version);

    @Override
    void close();
}
