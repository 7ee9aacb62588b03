package dev.lathe.model.engine;

import dev.lathe.core.TokenSpan;

/**
 * Holds what the model wrote.
 *
 * @param span its tokens, with the log-probability of each under the unmodified model (temperature 1), in nats
 * @param finish why it stopped
 */
public record Completion(TokenSpan span, FinishReason finish) {
    /** Says why a completion ended. */
    public enum FinishReason {
        /** A stop token, which is the last of the span. */
        STOP,
        /** The request's limit, or the end of the context. */
        LENGTH
    }
}
