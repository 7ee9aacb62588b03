package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.EpisodeLimits;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.Stage;
import java.util.Arrays;
import java.util.List;

/** Measures a policy: one episode a task. */
final class Evaluator<T extends Task> {
    private final Actors<T> actors;
    private final String success;
    private final int turnTokens;
    private final double temperature;
    private final long seed;

    /**
     * Measures in one environment.
     *
     * @param success the outcome metric that is 1 where a task was solved
     * @param temperature of sampled episodes
     * @param seed of sampled episodes
     */
    Evaluator(Actors<T> actors, String success, int turnTokens, double temperature, long seed) {
        this.actors = actors;
        this.success = success;
        this.turnTokens = turnTokens;
        this.temperature = temperature;
        this.seed = Seeds.of(seed, "evaluation");
    }

    /** Plays one episode of each task. */
    List<Trajectory> play(List<T> tasks, Decoding decoding, Progress progress) {
        return play(tasks, 1, decoding, progress);
    }

    /** Plays episodes: all of the first task, then all of the second, and so on. */
    List<Trajectory> play(List<T> tasks, int trials, Decoding decoding, Progress progress) {
        EpisodeLimits limits = new EpisodeLimits(turnTokens, decoding == Decoding.GREEDY ? 0 : temperature);
        TrajectoryGroup[] groups = actors.play(
                TrajectoryGroup[].class,
                scheduler ->
                        scheduler.rollout(tasks, trials, limits, seed, progress).toArray(TrajectoryGroup[]::new));
        return Arrays.stream(groups)
                .flatMap(group -> group.trajectories().stream())
                .toList();
    }

    /** Returns the share of episodes that were solved, 0 to 1. */
    double successRate(List<Trajectory> episodes) {
        return mean(episodes, success);
    }

    Evaluation evaluation(Stage stage, String split, Decoding decoding, List<Trajectory> episodes) {
        return Evaluation.of(
                stage,
                split,
                decoding,
                episodes.size(),
                (int) episodes.stream()
                        .filter(episode -> value(episode.outcome(), success) == 1)
                        .count(),
                mean(episodes, "strict"),
                mean(episodes, "loose"),
                episodes.stream()
                        .mapToInt(episode -> episode.chunks().size())
                        .average()
                        .orElse(0),
                mean(episodes, "items_opened"),
                isMeasured(episodes, "verified") ? mean(episodes, "verified") : null);
    }

    private static boolean isMeasured(List<Trajectory> episodes, String name) {
        return episodes.stream()
                .anyMatch(episode -> episode.outcome().find(name).isPresent());
    }

    static double mean(List<Trajectory> episodes, String name) {
        return episodes.stream()
                .mapToDouble(episode -> value(episode.outcome(), name))
                .average()
                .orElse(0);
    }

    private static double value(Metrics outcome, String name) {
        return outcome.find(name).orElse(0);
    }
}
