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
        PolicyVersion version = engine.version();
        List<Trajectory> trajectories = play(tasks.size() * groupSize, (episode, conversation) -> {
            int task = episode / groupSize;
            long episodeSeed = Seeds.of(seed, task, episode % groupSize);
            Trajectory trajectory = play(tasks.get(task), conversation, limits, episodeSeed, version);
            progress.advance(1);
            return trajectory;
        });
        List<TrajectoryGroup> groups = new ArrayList<>(tasks.size());
        for (int task = 0; task < tasks.size(); task++) {
            groups.add(new TrajectoryGroup(
                    tasks.get(task).id(), trajectories.subList(task * groupSize, (task + 1) * groupSize)));
        }
        return groups;
    }

    private Trajectory play(T task, Conversation conversation, EpisodeLimits limits, long seed, PolicyVersion version) {
        try (Environment<T> environment = environments.get()) {
            return new Episode<>(environment, conversation, chat, limits, task, seed).run(reward, version);
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
