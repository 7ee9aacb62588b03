package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.TokenSpan;
import java.util.List;

/**
 * Holds what the model wrote.
 *
 * @param span its tokens, with the log-probability of each under the unmodified model (temperature 1), in nats; its version is that of
 *     the oldest weights among them
 * @param tokens the same tokens with all that is known of each, the version of its weights among it
 * @param promptLogProbs the log-probabilities of the prompt's tokens but the first, in nats; empty unless asked for
 * @param embedding the mean of the prompt's last hidden states, of length 1; empty unless asked for
 * @param finish why it stopped
 */
public record Completion(
        TokenSpan span, List<GeneratedToken> tokens, float[] promptLogProbs, float[] embedding, FinishReason finish) {
    /** Says why a completion ended. */
    public enum FinishReason {
        /** A stop token, which is the last of the span; or the constraint is complete and allows no more; or an embedding is made. */
        STOP,
        /** The request's limit, or the end of the context. */
        LENGTH,
        /** Its caller wanted no more. */
        ABORTED,
        /** The weights were replaced, and requests in flight were to be returned as they were. */
        UPDATED
    }

    /** Returns the span with the log-probability of each token under the distribution that it was drawn from; 0 if taken greedily. */
    public TokenSpan drawn() {
        float[] logProbs = new float[tokens.size()];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = tokens.get(i).samplingLogProb();
        }
        return TokenSpan.model(span.tokens(), logProbs, span.version());
    }

    static Completion of(
            List<GeneratedToken> tokens,
            PolicyVersion version,
            float[] promptLogProbs,
            float[] embedding,
            FinishReason finish) {
        int[] ids = new int[tokens.size()];
        float[] logProbs = new float[tokens.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens.get(i).id();
            logProbs[i] = tokens.get(i).logProb();
        }
        PolicyVersion oldest = tokens.isEmpty() ? version : tokens.getFirst().version();
        return new Completion(
                TokenSpan.model(ids, logProbs, oldest), List.copyOf(tokens), promptLogProbs, embedding, finish);
    }
}
