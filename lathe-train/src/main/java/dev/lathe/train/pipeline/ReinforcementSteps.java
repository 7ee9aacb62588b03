package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.AlgorithmState;
import dev.lathe.algorithm.Experience;
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
import dev.lathe.train.engine.TokenLearning;
import dev.lathe.train.recipe.RlRecipe;
import java.util.List;

/** Makes the steps of reinforcement learning: play, compare, learn. What a step plays depends on its number and the weights alone. */
final class ReinforcementSteps<T extends Task> {
    private final LivePolicy live;
    private final TaskSource<T> source;
    private final Actors<T> actors;
    private final RlRecipe recipe;
    private final long seed;
    private final Judges judges;
    private final Algorithm algorithm;
    private final Schedule schedule;

    ReinforcementSteps(
            LivePolicy live,
            TaskSource<T> source,
            Actors<T> actors,
            RlRecipe recipe,
            Algorithm algorithm,
            Judges judges,
            long seed) {
        this.live = live;
        this.source = source;
        this.algorithm = algorithm;
        this.actors = actors;
        this.recipe = recipe;
        this.seed = Seeds.of(seed, "reinforcement");
        this.judges = judges;
        schedule = new Schedule(
                recipe.schedule(),
                recipe.optimizer().learningRate(),
                recipe.warmup(),
                recipe.steps(),
                recipe.finalRate());
    }

    /** Holds what a step came to, and what the next one starts from. */
    record Result(List<TrajectoryGroup> groups, Metrics metrics, AlgorithmState next) {}

    Result step(int step, AlgorithmState state, Progress progress) {
        long started = System.nanoTime();
        GroupSampling.Played groups = actors.play(
                GroupSampling.Played.class,
                scheduler -> new GroupSampling<>(source, scheduler, recipe, algorithm, seed).play(step, progress));
        long played = System.nanoTime();
        var experience = new Experience(
                groups.kept(),
                judges.scores(PolicySamples.sequences(groups.kept(), algorithm)),
                groups.resampled().prefixes());
        SampleBatch batch = PolicySamples.of(experience, algorithm, state);
        Metrics learned = learn(step, batch).with(judges.learn(batch, step));
        return new Result(
                groups.played(),
                describe(groups)
                        .with("groups_kept", groups.kept().size())
                        .with("groups_without_signal", batch.groupsWithoutSignal())
                        .with(batch.judged())
                        .with(learned)
                        .with("rollout_seconds", (played - started) / 1e9)
                        .with("train_seconds", (System.nanoTime() - played) / 1e9),
                batch.next());
    }

    private Metrics learn(int step, SampleBatch batch) {
        List<TrainingSample> samples = batch.samples().stream()
                .filter(sample -> algorithm.learnsWithoutSignal() || !sample.withoutSignal())
                .toList();
        return samples.isEmpty()
                ? Metrics.of("grad_norm", 0)
                : live.step(
                        samples,
                        new TokenLearning(new Objective.Policy(algorithm), recipe.temperature()),
                        schedule.rate(step));
    }

    private Metrics describe(GroupSampling.Played groups) {
        List<Trajectory> episodes = groups.played().stream()
                .flatMap(group -> group.trajectories().stream())
                .toList();
        Metrics metrics = EpisodeNumbers.of(episodes, source.success())
                .with("groups", groups.played().size())
                .with(EpisodeNumbers.rewards(episodes));
        return algorithm.terms().resampling() == null
                ? metrics
                : metrics.with(groups.resampled().metrics());
    }
}
