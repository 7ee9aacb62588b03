package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.PolicySamples;
import dev.lathe.algorithm.SampleBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.EpisodeLimits;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.recipe.RlRecipe;
import java.util.List;
import java.util.stream.LongStream;

/** Makes the steps of reinforcement learning: play, compare, learn. What a step plays depends on its number and the weights alone. */
final class ReinforcementSteps<T extends Task> {
    private final LivePolicy live;
    private final TaskSource<T> source;
    private final RolloutScheduler<T> scheduler;
    private final RlRecipe recipe;
    private final Objective objective;
    private final Algorithm algorithm;
    private final Schedule schedule;
    private final long seed;

    ReinforcementSteps(
            LivePolicy live,
            TaskSource<T> source,
            RolloutScheduler<T> scheduler,
            RlRecipe recipe,
            int episodeTokens,
            long seed) {
        this.live = live;
        this.source = source;
        this.scheduler = scheduler;
        this.recipe = recipe;
        this.seed = Seeds.of(seed, "reinforcement");
        Algorithm named = Algorithms.named(recipe.algorithm(), episodeTokens);
        algorithm = named.withTerms(named.terms().withEntropy(recipe.entropy()));
        objective = new Objective.Policy(algorithm);
        schedule = new Schedule(recipe.optimizer().learningRate(), recipe.warmup(), recipe.steps(), recipe.finalRate());
    }

    /** Holds what a step came to. */
    record Result(List<TrajectoryGroup> groups, Metrics metrics) {}

    Result step(int step, Progress progress) {
        long started = System.nanoTime();
        List<TrajectoryGroup> groups = scheduler.rollout(
                tasks(step),
                recipe.groupSize(),
                new EpisodeLimits(recipe.turnTokens(), recipe.temperature()),
                Seeds.of(seed, step),
                progress);
        long played = System.nanoTime();
        List<TrajectoryGroup> judged =
                recipe.shuffleRewards() ? ShuffledRewards.of(groups, Seeds.of(seed, step, 1)) : groups;
        SampleBatch batch = PolicySamples.of(judged, algorithm);
        Metrics learned = learn(step, batch);
        return new Result(
                groups,
                describe(groups)
                        .with("groups_without_signal", batch.groupsWithoutSignal())
                        .with(learned)
                        .with("rollout_seconds", (played - started) / 1e9)
                        .with("train_seconds", (System.nanoTime() - played) / 1e9));
    }

    private List<T> tasks(int step) {
        long first = (long) step * recipe.tasks();
        return LongStream.range(first, first + recipe.tasks())
                .mapToObj(source::training)
                .toList();
    }

    private Metrics learn(int step, SampleBatch batch) {
        List<TrainingSample> samples = batch.samples().stream()
                .filter(sample -> algorithm.learnsWithoutSignal() || !sample.withoutSignal())
                .toList();
        return samples.isEmpty() ? Metrics.of("grad_norm", 0) : live.step(samples, objective, schedule.rate(step));
    }

    private Metrics describe(List<TrajectoryGroup> groups) {
        List<Trajectory> episodes =
                groups.stream().flatMap(group -> group.trajectories().stream()).toList();
        return Metrics.of(
                        "reward",
                        episodes.stream()
                                .mapToDouble(e -> e.score().value())
                                .average()
                                .orElse(0))
                .with("success", Evaluator.mean(episodes, source.success()))
                .with(
                        "turns",
                        episodes.stream()
                                .mapToInt(e -> e.chunks().size())
                                .average()
                                .orElse(0))
                .with(
                        "episode_tokens",
                        episodes.stream().mapToInt(Trajectory::length).average().orElse(0))
                .with(
                        "model_tokens",
                        episodes.stream()
                                .mapToInt(Trajectory::modelTokens)
                                .average()
                                .orElse(0))
                .with("groups", groups.size());
    }
}
