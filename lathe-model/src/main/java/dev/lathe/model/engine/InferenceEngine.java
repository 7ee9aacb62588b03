package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;

/** Serves completions of one policy to many conversations at once. */
public interface InferenceEngine extends AutoCloseable {
    /** Says when requests join the batch. */
    enum Admission {
        /** As soon as they come, between two steps. */
        IMMEDIATE,
        /**
         * When every open conversation of a shard waits for a reply, in the order in which the conversations were opened. What else
         * is in a batch may change the last bits of a log-probability, because matrix kernels choose their order of summation by
         * shape, and so now and then a token. At barriers the batches follow from what the conversations ask and from nothing else:
         * opened in the same order before the first of them asks, with the same sizes of the engine and on the same machine, they
         * get the same tokens and the same bits however threads are timed.
         */
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
