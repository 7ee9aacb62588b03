package dev.lathe.rollout;

import dev.lathe.core.Chunk;
import dev.lathe.core.Environment;
import dev.lathe.core.Message;
import dev.lathe.core.Metrics;
import dev.lathe.core.Observation;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.SnapshotEnvironment;
import dev.lathe.core.StepResult;
import dev.lathe.core.Task;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays one task from reset to its end. What the model sampled is kept as it was sampled: nothing is tokenised twice. */
final class Episode<T extends Task> {
    private final Environment<T> environment;
    private final Writer writer;
    private final ChatTokens chat;
    private final boolean states;
    private final T task;
    private final long seed;

    private final TokenBuffer tokens = new TokenBuffer();
    private final List<Message> messages = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<String> replies = new ArrayList<>();
    private Metrics outcome = Metrics.NONE;

    /**
     * Prepares.
     *
     * @param states whether each chunk gets the hash of the state in which it was written, where the environment has one
     */
    Episode(Environment<T> environment, Writer writer, ChatTokens chat, boolean states, T task, long seed) {
        this.environment = environment;
        this.writer = writer;
        this.chat = chat;
        this.states = states;
        this.task = task;
        this.seed = seed;
    }

    /** Runs the episode; {@code version} is that of the weights at its start. */
    Trajectory run(RewardFunction<T> reward, PolicyVersion version) {
        Observation first = environment.reset(task, seed);
        messages.addAll(first.messages());
        int[] prompt = chat.prompt(messages);
        tokens.add(prompt);
        EndReason end = playTurns(version);
        Score score = reward.score(task, List.copyOf(replies), outcome);
        return new Trajectory(
                task.id(),
                seed,
                TokenSpan.prompt(prompt, version),
                text(first.messages()),
                chunks,
                outcome,
                score,
                end);
    }

    private EndReason playTurns(PolicyVersion version) {
        for (int turn = 0; ; turn++) {
            String state = states ? stateHash() : null;
            Optional<Writer.Written> writing = writer.write(turn, tokens);
            if (writing.isEmpty()) {
                return EndReason.TOKEN_LIMIT;
            }
            Writer.Written written = writing.get();
            tokens.add(written.span().tokens());
            String reply = chat.text(written.span().tokens());
            replies.add(reply);
            StepResult result = environment.step(reply);
            List<Message> next = result.observation().messages();
            int[] continuation = result.done() ? new int[0] : chat.continuation(messages, next, written.ended());
            tokens.add(continuation);
            messages.add(Message.assistant(reply));
            messages.addAll(next);
            chunks.add(new Chunk(
                    written.span(),
                    reply,
                    TokenSpan.environment(continuation, version),
                    text(next),
                    result.reward(),
                    state));
            if (result.done()) {
                outcome = result.info();
                return result.terminated() ? EndReason.TERMINATED : EndReason.TRUNCATED;
            }
        }
    }

    private @Nullable String stateHash() {
        return environment instanceof SnapshotEnvironment<?, ?> snapshots ? snapshots.stateHash() : null;
    }

    private static String text(List<Message> messages) {
        return String.join("\n", messages.stream().map(Message::content).toList());
    }
}
