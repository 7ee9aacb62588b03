package dev.lathe.model.engine;

import dev.lathe.model.constraint.TokenConstraint;
import dev.lathe.model.sampling.Sampling;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one reply.
 *
 * @param prompt token ids, at least one
 * @param sampling how tokens are chosen, and when the reply ends
 * @param priority requests of a higher priority go first; 0 is usual
 * @param constraint what the reply must be, or null; used by this request alone
 * @param promptLogProbs whether the log-probabilities of the prompt's tokens are wanted; such a prompt is computed as a whole
 * @param adapter the name of an adapter that the engine's runner knows, or null for the model as it is
 * @param embedding whether the prompt's embedding is wanted instead of a reply
 */
public record GenerationRequest(
        int[] prompt,
        Sampling sampling,
        int priority,
        @Nullable TokenConstraint constraint,
        boolean promptLogProbs,
        @Nullable String adapter,
        boolean embedding) {
    /** Returns a request of the usual priority without constraint. */
    public static GenerationRequest of(int[] prompt, Sampling sampling) {
        return new GenerationRequest(prompt, sampling, 0, null, false, null, false);
    }

    /** Returns a request for the mean of a text's last hidden states, which writes nothing. */
    public static GenerationRequest embedding(int[] text) {
        return new GenerationRequest(text, Sampling.greedy(1), 0, null, false, null, true);
    }

    public GenerationRequest withPriority(int value) {
        return new GenerationRequest(prompt, sampling, value, constraint, promptLogProbs, adapter, embedding);
    }

    public GenerationRequest withConstraint(@Nullable TokenConstraint value) {
        return new GenerationRequest(prompt, sampling, priority, value, promptLogProbs, adapter, embedding);
    }

    public GenerationRequest withPromptLogProbs(boolean value) {
        return new GenerationRequest(prompt, sampling, priority, constraint, value, adapter, embedding);
    }

    public GenerationRequest withAdapter(@Nullable String value) {
        return new GenerationRequest(prompt, sampling, priority, constraint, promptLogProbs, value, embedding);
    }
}
