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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Owns each episode from its task to its trajectory: one virtual thread an episode, plain blocking code. Episodes run in waves as
 * wide as the engine; every conversation of a wave is opened, in the order of task and episode, before its first thread starts, so
 * that an engine that admits at barriers sees the same batches however threads are timed.
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
     * @throws IllegalStateException if an episode fails; its cause is the failure
     */
    public List<TrajectoryGroup> rollout(
            List<T> tasks, int groupSize, EpisodeLimits limits, long seed, Progress progress) {
        int episodes = tasks.size() * groupSize;
        List<Trajectory> trajectories = new ArrayList<>(episodes);
        for (int start = 0; start < episodes; start += engine.conversations()) {
            int end = Math.min(episodes, start + engine.conversations());
            trajectories.addAll(wave(tasks, groupSize, limits, seed, start, end, progress));
        }
        List<TrajectoryGroup> groups = new ArrayList<>(tasks.size());
        for (int task = 0; task < tasks.size(); task++) {
            groups.add(new TrajectoryGroup(
                    tasks.get(task).id(), trajectories.subList(task * groupSize, (task + 1) * groupSize)));
        }
        return groups;
    }

    private List<Trajectory> wave(
            List<T> tasks, int groupSize, EpisodeLimits limits, long seed, int start, int end, Progress progress) {
        PolicyVersion version = engine.version();
        List<Conversation> conversations = new ArrayList<>();
        for (int episode = start; episode < end; episode++) {
            conversations.add(engine.converse());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Trajectory>> futures = new ArrayList<>();
            for (int episode = start; episode < end; episode++) {
                Conversation conversation = conversations.get(episode - start);
                int task = episode / groupSize;
                long episodeSeed = Seeds.of(seed, task, episode % groupSize);
                futures.add(threads.submit(() -> {
                    Trajectory trajectory = play(tasks.get(task), conversation, limits, episodeSeed, version);
                    progress.advance(1);
                    return trajectory;
                }));
            }
            return collect(futures);
        }
    }

    private Trajectory play(T task, Conversation conversation, EpisodeLimits limits, long seed, PolicyVersion version) {
        try (conversation;
                Environment<T> environment = environments.get()) {
            return new Episode<>(environment, conversation, chat, limits, task, seed).run(reward, version);
        }
    }

    private static List<Trajectory> collect(List<Future<Trajectory>> futures) {
        List<Trajectory> trajectories = new ArrayList<>(futures.size());
        try {
            for (Future<Trajectory> future : futures) {
                trajectories.add(future.get());
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("an episode failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the rollout was interrupted", interrupted);
        }
        return trajectories;
    }
}
