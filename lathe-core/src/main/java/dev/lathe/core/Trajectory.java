package dev.lathe.core;

import java.util.List;

/**
 * Holds one episode: the prompt, its chunks, its outcome and why it ended.
 *
 * @param taskId the task that was attempted
 * @param seed the seed of the episode's sampling
 * @param prompt the tokens before the first chunk
 * @param promptText the same as text
 * @param chunks the interactions in order
 * @param outcome what the environment reported at the end
 * @param score the reward that training uses
 * @param end why the episode ended
 */
public record Trajectory(
        String taskId,
        long seed,
        TokenSpan prompt,
        String promptText,
        List<Chunk> chunks,
        Metrics outcome,
        Score score,
        EndReason end) {
    /** Says why an episode ended. */
    public enum EndReason {
        /** The environment reached an end of its own, such as a purchase. */
        TERMINATED,
        /** The environment's turn limit. */
        TRUNCATED,
        /** The token budget of the conversation. */
        TOKEN_LIMIT
    }

    public Trajectory {
        chunks = List.copyOf(chunks);
    }

    public Trajectory withScore(Score other) {
        return new Trajectory(taskId, seed, prompt, promptText, chunks, outcome, other, end);
    }

    public int length() {
        return prompt.length() + chunks.stream().mapToInt(Chunk::length).sum();
    }

    public int modelTokens() {
        return chunks.stream().mapToInt(chunk -> chunk.action().length()).sum();
    }
}
