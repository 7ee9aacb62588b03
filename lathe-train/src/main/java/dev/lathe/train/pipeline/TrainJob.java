package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.AlgorithmState;
import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Torch;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains a policy as a recipe says: evaluate, learn from demonstrations, evaluate, learn from rewards, evaluate. After every step it
 * can be stopped, or killed, and goes on from its newest checkpoint to the same result.
 *
 * @param <T> the tasks
 */
final class TrainJob<T extends Task> implements AutoCloseable {
    private static final int TRAJECTORIES_A_STEP = 16;

    private final Recipe recipe;
    private final TaskSource<T> source;
    private final Progress progress;
    private final StopRequest stop;
    private final List<JobPart> parts;
    private final LivePolicy live;
    private final Team team;
    private final Actors<T> actors;
    private final Evaluator<T> evaluator;
    private final JobCheckpoints checkpoints;
    private final SkippedSteps skipped;
    private final Trackers trackers;
    private final TrajectoryLog trajectories;
    private final Path folder;
    private @Nullable Judges judges;
    private JobState state = JobState.START;

    /** Prepares the job, and puts it where the run's newest checkpoint left it. */
    TrainJob(Recipe recipe, RunFolder run, TaskSource<T> source, Progress progress, StopRequest stop, Team team) {
        this.team = team;
        this.recipe = recipe;
        this.source = source;
        this.progress = progress;
        this.stop = stop;
        Torch.threads(recipe.compute().threadsPerWorker());
        parts = JobPart.of(recipe);
        checkpoints = new JobCheckpoints(run, recipe.checkpoints(), team);
        skipped = new SkippedSteps(run.path());
        live = checkpoints.newest().map(this::resumed).orElseGet(this::fresh);
        trackers = new Trackers(
                run, state.logged(), team.first() ? Optional.of(Recipes.write(recipe)) : Optional.empty(), progress);
        trajectories = TrajectoryLog.open(run, state.logged());
        folder = run.path();
        actors = new Actors<>(team, scheduler(), live::serve);
        evaluator = new Evaluator<>(
                actors, source.success(), recipe.rl().turnTokens(), recipe.rl().temperature(), recipe.seed());
    }

    private @Nullable RolloutScheduler<T> scheduler() {
        InferenceEngine inference = live.inference();
        return inference == null
                ? null
                : new RolloutScheduler<>(
                        inference, source::environment, live.policy().chat(), source.reward());
    }

    private LivePolicy fresh() {
        Policy policy = Policies.of(
                recipe.policy(), source.vocabulary(), recipe.compute().conversationTokens(), recipe.seed());
        return live(policy, 0);
    }

    private LivePolicy resumed(Path checkpoint) {
        state = JobCheckpoints.state(checkpoint);
        LivePolicy resumed = live(Policies.reopen(checkpoint, recipe.policy()), state.part());
        try (Scope scope = Scope.open()) {
            resumed.restore(state.step() > 0 ? JobCheckpoints.optimizerState(checkpoint) : List.of(), state.version());
        }
        return resumed;
    }

    private LivePolicy live(Policy policy, int part) {
        Policy placed = policy.on(EngineSizes.device(recipe.compute()));
        return new LivePolicy(placed, recipe.compute(), learner(part), skipped, team);
    }

    /** Returns what learns in a part. */
    private Learner learner(int part) {
        return part >= parts.size()
                ? Learner.NONE
                : switch (parts.get(part)) {
                    case JobPart.Measure measure -> Learner.NONE;
                    case JobPart.Supervised supervised ->
                        Learner.whole(supervised.phase().optimizer());
                    case JobPart.Reinforcement reinforcement ->
                        new Learner(recipe.rl().optimizer(), recipe.rl().adapter(), recipe.seed());
                };
    }

    /** Runs what is left, and returns whether all of it is done; false after a stop, when a checkpoint holds the rest. */
    boolean run() {
        while (state.part() < parts.size()) {
            boolean finished = switch (parts.get(state.part())) {
                case JobPart.Measure(Stage after) -> measure(after);
                case JobPart.Supervised(int index, var phase) -> new SupervisedPart(index, phase).run();
                case JobPart.Reinforcement reinforcement -> reinforce();
            };
            if (finished) {
                state = state.nextPart();
                dismiss();
                if (state.part() < parts.size()) {
                    live.optimizeWith(learner(state.part()));
                }
            }
            checkpoint();
            if (!finished || (stopRequested() && state.part() < parts.size())) {
                checkpoints.finish();
                return false;
            }
        }
        checkpoints.finish();
        trackers.finish();
        return true;
    }

    private void dismiss() {
        if (judges != null) {
            judges.close();
            judges = null;
        }
    }

    private void checkpoint() {
        long began = trackers.now();
        live.gather();
        if (judges != null) {
            judges.gather();
        }
        try (Scope scope = Scope.open()) {
            checkpoints.write(
                    live.policy(), judges == null ? Map.of() : judges.tensors(), live.optimizerState(), state);
        }
        live.rest();
        if (judges != null) {
            judges.rest();
        }
        trackers.span("checkpoint", began, Metrics.NONE);
    }

    JobState state() {
        return state;
    }

    LivePolicy live() {
        return live;
    }

    double seconds() {
        return trackers.seconds();
    }

    private boolean measure(Stage after) {
        List<T> tasks = source.heldOut(recipe.evaluation().heldOut());
        List<Evaluation> evaluations = new ArrayList<>();
        Metrics measured = Metrics.NONE;
        for (Decoding decoding : Decoding.values()) {
            String name = decoding.name().toLowerCase(Locale.ROOT);
            progress.phase("evaluate " + after.fileName() + " " + name, tasks.size(), "episodes");
            long began = trackers.now();
            List<Trajectory> episodes = evaluator.play(tasks, decoding, progress);
            trackers.span("evaluate " + name, began, Metrics.NONE);
            evaluations.add(evaluator.evaluation(after, "held-out", decoding, episodes));
            measured = measured.with("held_out_success_" + name, evaluator.successRate(episodes));
            EvaluationLog.write(EvaluationLog.file(folder, after, decoding), episodes);
            if (decoding == Decoding.GREEDY) {
                trajectories.write(
                        state.logged() + 1,
                        episodes.subList(0, Math.min(recipe.evaluation().shown(), episodes.size())));
            }
        }
        state = state.evaluated(evaluations);
        log(after, measured.with(changed(after, tasks)));
        return true;
    }

    /** Plays held-out tasks with one wish changed, after training alone: before it nothing is bought. */
    private Metrics changed(Stage after, List<T> tasks) {
        int count = after == Stage.INITIAL ? 0 : recipe.evaluation().counterfactuals();
        List<T> changed = Counterfactual.of(source, tasks, count);
        if (changed.isEmpty()) {
            return Metrics.NONE;
        }
        progress.phase("evaluate " + after.fileName() + " changed", changed.size(), "episodes");
        List<Trajectory> episodes = evaluator.play(changed, Decoding.GREEDY, progress);
        EvaluationLog.write(EvaluationLog.changed(folder, after), episodes);
        return Metrics.of("held_out_success_changed", evaluator.successRate(episodes));
    }

    private boolean reinforce() {
        Algorithm named = recipe.rl().algorithm().algorithm(recipe.compute().conversationTokens());
        Algorithm algorithm =
                named.withTerms(named.terms().withEntropy(recipe.rl().entropy()));
        judges = new Judges(
                live,
                algorithm,
                recipe,
                () -> checkpoints.begun(live, state),
                new SkippedSteps(folder, "skipped-by-critic"),
                team);
        if (state.step() > 0) {
            judges.restore(checkpoints.newest().orElseThrow());
        }
        var steps = new ReinforcementSteps<>(live, source, actors, recipe.rl(), algorithm, judges, recipe.seed());
        int episodes = recipe.rl().tasks() * recipe.rl().groupSize();
        progress.phase("reinforce", (long) recipe.rl().steps() * episodes, "episodes");
        progress.advance((long) state.step() * episodes);
        while (state.step() < recipe.rl().steps()) {
            AlgorithmState carried = state.algorithm();
            long began = trackers.now();
            var result =
                    steps.step(state.step(), carried == null ? AlgorithmState.start(algorithm) : carried, progress);
            trackers.span("reinforce", began, result.metrics());
            state = state.stepped(live.version()).carrying(result.next());
            log(Stage.RL, result.metrics());
            trajectories.write(
                    state.logged(),
                    result.groups().stream()
                            .map(TrajectoryGroup::trajectories)
                            .flatMap(List::stream)
                            .limit(TRAJECTORIES_A_STEP)
                            .toList());
            if (stopsHere(recipe.rl().steps())) {
                return false;
            }
        }
        return true;
    }

    /** Begins a checkpoint where one is due, and returns whether the job is to stop before the part is done. */
    private boolean stopsHere(int steps) {
        checkpoints.check();
        if (state.step() >= steps) {
            return false;
        }
        boolean stopping = stopRequested();
        boolean best = state.validation().at() == state.logged();
        if (!stopping && (best || state.step() % recipe.checkpointEvery() == 0)) {
            checkpoint();
        }
        return stopping;
    }

    /** Returns what all processes of the team do about stopping. */
    private boolean stopRequested() {
        return team.agree(stop.requested());
    }

    private void log(Stage stage, Metrics numbers) {
        trackers.log(state.logged(), stage, numbers);
    }

    @Override
    public void close() {
        try (trackers;
                live;
                checkpoints) {
            dismiss();
        }
    }

    /** One phase of supervised learning while it runs. */
    private final class SupervisedPart {
        private final SftRecipe.Phase phase;
        private final SupervisedSteps steps;
        private final int index;

        SupervisedPart(int index, SftRecipe.Phase phase) {
            this.index = index;
            this.phase = phase;
            steps = new SupervisedSteps(live, source, phase, index * TaskSource.ROW);
        }

        boolean run() {
            progress.phase("learn from demonstrations, phase " + (index + 1), phase.steps(), "steps");
            progress.advance(state.step());
            while (state.step() < phase.steps() && !isOver()) {
                long before = System.nanoTime();
                Metrics numbers = steps.step(state.step());
                numbers = numbers.with("train_seconds", (System.nanoTime() - before) / 1e9);
                trackers.span("learn from demonstrations", before, Metrics.NONE);
                state = state.stepped(live.version());
                progress.advance(1);
                if (phase.validateEvery() > 0 && state.step() % phase.validateEvery() == 0) {
                    long began = trackers.now();
                    double success = validate();
                    trackers.span("validate", began, Metrics.NONE);
                    state = state.validated(success);
                    numbers = numbers.with("validation_success", success);
                }
                log(Stage.SFT, numbers);
                if (stopsHere(phase.steps())) {
                    return false;
                }
            }
            if (isOver() && state.validation().at() > 0) {
                goBack();
            }
            return true;
        }

        /** Returns whether validation has stopped rising. */
        private boolean isOver() {
            return state.validation().worse() >= phase.patience();
        }

        private void goBack() {
            Path best = checkpoints.best(state);
            progress.note("validation has stopped rising: goes on from %s".formatted(best.getFileName()));
            try (Policy then = Policies.reopen(best, recipe.policy());
                    Scope scope = Scope.open()) {
                JobState earlier = JobCheckpoints.state(best);
                live.goBack(then, JobCheckpoints.optimizerState(best), earlier.version());
                state = state.backAt(earlier.version());
            }
        }

        private double validate() {
            return evaluator.successRate(evaluator.play(
                    source.validation(recipe.evaluation().validation()), Decoding.GREEDY, Progress.SILENT));
        }
    }
}
