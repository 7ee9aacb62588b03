package dev.lathe.core;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Returns the same episode with its first chunks, or all if there are fewer, in the prompt: what came after is learned. */
    public Trajectory after(int first) {
        if (first == 0) {
            return this;
        }
        int count = Math.min(first, chunks.size());
        List<Chunk> before = chunks.subList(0, count);
        IntStream tokens = before.stream()
                .flatMapToInt(chunk -> IntStream.concat(
                        IntStream.of(chunk.action().tokens()),
                        IntStream.of(chunk.observation().tokens())));
        String text = before.stream()
                .flatMap(chunk -> Stream.of(chunk.actionText(), chunk.observationText()))
                .collect(Collectors.joining("\n"));
        return new Trajectory(
                taskId,
                seed,
                TokenSpan.prompt(
                        IntStream.concat(IntStream.of(prompt.tokens()), tokens).toArray(), prompt.version()),
                promptText + "\n" + text,
                chunks.subList(count, chunks.size()),
                outcome,
                score,
                end);
    }

    public int length() {
        return prompt.length() + chunks.stream().mapToInt(Chunk::length).sum();
    }

    public int modelTokens() {
        return chunks.stream().mapToInt(chunk -> chunk.action().length()).sum();
    }
}
