package dev.lathe.model.engine;

import org.jspecify.annotations.Nullable;

/** Is a reply that is being written. Any thread may use it; each token is handed out once. */
public interface Generation extends AutoCloseable {
    /**
     * Returns the next token, and blocks until there is one. Whoever is slow to ask slows nobody down: tokens wait.
     *
     * @return null once the reply has ended
     * @throws IllegalStateException if the engine was closed or failed, or the thread was interrupted
     */
    @Nullable
    GeneratedToken next();

    /**
     * Returns the whole reply, and blocks until it has ended.
     *
     * @throws IllegalStateException if the engine was closed or failed, or the thread was interrupted
     */
    Completion await();

    /**
     * Returns the log-probabilities of the prompt's tokens but the first, in nats, if they were asked for. It does not block: they are all
     * there once a token is, and before that there are none.
     */
    float[] promptLogProbs();

    /** Ends the reply with what is written; nothing happens if it has ended. */
    void abort();

    /** Aborts. */
    @Override
    default void close() {
        abort();
    }
}
