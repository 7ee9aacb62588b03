package dev.lathe.rollout;

import dev.lathe.core.Environment;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Progress;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.tokenizer.ChatTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Owns each episode from its task to its trajectory: virtual threads, plain blocking code. There are as many seats as the engine holds
 * conversations, or as episodes if these are fewer; of n seats, seat s plays the episodes s, s + n, s + 2n and so on. All
 * conversations are opened, in the order of the seats, before the first thread starts, so that an engine that admits at barriers
 * sees the same batches however threads are timed.
 *
 * @param <T> the tasks
 */
public final class RolloutScheduler<T extends Task> {
    private final InferenceEngine engine;
    private final Supplier<? extends Environment<T>> environments;
    private final ChatTokens chat;
    private final RewardFunction<T> reward;

    public RolloutScheduler(
            InferenceEngine engine,
            Supplier<? extends Environment<T>> environments,
            ChatTokens chat,
            RewardFunction<T> reward) {
        this.engine = engine;
        this.environments = environments;
        this.chat = chat;
        this.reward = reward;
    }

    /**
     * Plays every task {@code groupSize} times with the engine's current weights.
     *
     * @param tasks the tasks, each once
     * @param groupSize episodes a task
     * @param seed with a task's place and the episode's number it decides the episode
     * @return one group a task, in the order of the tasks
     * @throws IllegalStateException if an episode fails; its cause is the first failure, and the other episodes are abandoned
     */
    public List<TrajectoryGroup> rollout(
            List<T> tasks, int groupSize, EpisodeLimits limits, long seed, Progress progress) {
        return resume(tasks.stream().map(Opening::of).toList(), groupSize, limits, seed, progress);
    }

    /**
     * Plays on from every opening {@code groupSize} times with the engine's current weights. An opening's replies are part of the
     * prompt of its trajectories.
     *
     * @param seed with an opening's place and the episode's number it decides the episode
     * @return one group an opening, in their order
     * @throws IllegalStateException as {@link #rollout} does
     */
    public List<TrajectoryGroup> resume(
            List<Opening<T>> openings, int groupSize, EpisodeLimits limits, long seed, Progress progress) {
        PolicyVersion version = engine.version();
        List<Trajectory> trajectories = play(openings.size() * groupSize, (episode, conversation) -> {
            int place = episode / groupSize;
            long episodeSeed = Seeds.of(seed, place, episode % groupSize);
            Trajectory trajectory = play(openings.get(place), conversation, limits, episodeSeed, version);
            progress.advance(1);
            return trajectory;
        });
        List<TrajectoryGroup> groups = new ArrayList<>(openings.size());
        for (int place = 0; place < openings.size(); place++) {
            groups.add(new TrajectoryGroup(
                    openings.get(place).task().id(), trajectories.subList(place * groupSize, (place + 1) * groupSize)));
        }
        return groups;
    }

    /**
     * Plays an episode whose replies are all known, such as an expert's, without asking the policy. If the replies end before the
     * episode does, it ends as one that has no room left. The log-probabilities of its tokens are NaN.
     */
    public Trajectory rehearse(Opening<T> script, long seed) {
        PolicyVersion version = engine.version();
        try (Environment<T> environment = environments.get()) {
            var writer = new Script(script.replies(), chat, version);
            return new Episode<>(environment, writer, chat, false, script.task(), seed).run(reward, version);
        }
    }

    private Trajectory play(
            Opening<T> opening, Conversation conversation, EpisodeLimits limits, long seed, PolicyVersion version) {
        var writer =
                new Script(opening.replies(), chat, version).then(new PolicyWriter(conversation, chat, limits, seed));
        try (Environment<T> environment = environments.get()) {
            return new Episode<>(environment, writer, chat, limits.states(), opening.task(), seed)
                    .run(reward, version)
                    .after(opening.replies().size());
        }
    }

    /** Plays one episode in a seat's conversation. */
    private interface Play {
        Trajectory play(int episode, Conversation conversation);
    }

    private List<Trajectory> play(int episodes, Play play) {
        int seats = Math.min(episodes, engine.conversations());
        List<Conversation> conversations =
                IntStream.range(0, seats).mapToObj(_ -> engine.converse()).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<List<Trajectory>>(threads);
            List<Future<List<Trajectory>>> played = IntStream.range(0, seats)
                    .mapToObj(seat ->
                            running.submit(() -> playSeat(seat, seats, episodes, conversations.get(seat), play)))
                    .toList();
            awaitAll(seats, running, threads);
            return IntStream.range(0, episodes)
                    .mapToObj(episode -> played.get(episode % seats).resultNow().get(episode / seats))
                    .toList();
        }
    }

    private static List<Trajectory> playSeat(int seat, int seats, int episodes, Conversation conversation, Play play) {
        try (conversation) {
            List<Trajectory> trajectories = new ArrayList<>();
            for (int episode = seat; episode < episodes; episode += seats) {
                trajectories.add(play.play(episode, conversation));
            }
            return trajectories;
        }
    }

    /** Waits for every seat, or for the first that fails: then the others, whose work is lost, are interrupted. */
    private static void awaitAll(
            int seats, ExecutorCompletionService<List<Trajectory>> running, ExecutorService threads) {
        try {
            for (int seat = 0; seat < seats; seat++) {
                running.take().get();
            }
        } catch (ExecutionException failure) {
            threads.shutdownNow();
            throw new IllegalStateException("an episode failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the rollout was interrupted", interrupted);
        }
    }
}
