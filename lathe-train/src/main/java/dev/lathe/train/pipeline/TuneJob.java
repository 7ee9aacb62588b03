package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Torch;
import dev.lathe.train.data.Encoder;
import dev.lathe.train.data.Mixture;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains a model on data as a recipe says. After every step it can be stopped, or killed, and goes on from its newest checkpoint to the
 * same result, at the exact row.
 */
final class TuneJob implements AutoCloseable {
    private final TuneRecipe recipe;
    private final RunFolder run;
    private final Progress progress;
    private final StopRequest stop;
    private final Team team;
    private final Mixture mixture;
    private final Student student;
    private final Method method;
    private final JobCheckpoints checkpoints;
    private final Trackers trackers;
    private final Schedule schedule;
    private JobState state = JobState.START;

    /**
     * Prepares the job, and puts it where the run's newest checkpoint left it.
     *
     * @throws UserError if data, model or teachers cannot be opened
     */
    TuneJob(TuneRecipe recipe, RunFolder run, Progress progress, StopRequest stop, Team team) {
        this.team = team;
        this.recipe = recipe;
        this.run = run;
        this.progress = progress;
        this.stop = stop;
        Torch.threads(recipe.compute().threadsPerWorker());
        progress.phase("find the rows", 0, "rows");
        mixture = new Mixture(recipe.data(), recipe.seed());
        mixture.remember(team.tell(() -> String.join("\n", SkippedRows.read(run)))
                .lines()
                .toList());
        checkpoints = new JobCheckpoints(run, recipe.checkpoints(), team);
        student = checkpoints.newest().map(this::resumed).orElseGet(this::fresh);
        method = new Methods(recipe, student, mixture, encoder()).method();
        trackers = new Trackers(
                run, state.logged(), team.first() ? Optional.of(Recipes.write(recipe)) : Optional.empty(), progress);
        schedule = new Schedule(
                recipe.schedule(),
                recipe.optimizer().learningRate(),
                recipe.warmup(),
                recipe.steps(),
                recipe.finalRate());
    }

    private Student fresh() {
        return student(Policies.of(recipe.policy(), List.of(), recipe.data().maxTokens(), recipe.seed()));
    }

    private Student student(Policy policy) {
        Policy placed = policy.on(EngineSizes.device(recipe.compute()));
        return new Student(recipe, placed, new SkippedSteps(run.path()), team);
    }

    private Student resumed(Path checkpoint) {
        state = JobCheckpoints.state(checkpoint);
        Student resumed = student(Policies.reopen(checkpoint, recipe.policy()));
        try (Scope scope = Scope.open()) {
            resumed.restore(checkpoint, state.version());
        }
        return resumed;
    }

    private Encoder encoder() {
        Policy policy = student.policy();
        int end = policy.config().eosTokens().stream()
                .findFirst()
                .orElseThrow(() -> new UserError("the model has no token that ends a text"));
        return new Encoder(policy.chat(), policy.tokenizer(), end, recipe.data().maxTokens());
    }

    /** Runs what is left, and returns whether all of it is done; false after a stop, when a checkpoint holds the rest. */
    boolean run() {
        if (state.logged() == 0) {
            measure();
        }
        progress.phase("train", recipe.steps(), "steps");
        progress.advance(state.step());
        while (state.step() < recipe.steps()) {
            step();
            checkpoints.check();
            if (state.step() < recipe.steps() && team.agree(stop.requested())) {
                save();
                checkpoints.finish();
                return false;
            }
            if (state.step() == recipe.steps() || state.step() % recipe.checkpointEvery() == 0) {
                save();
            }
        }
        checkpoints.finish();
        trackers.finish();
        if (team.first()) {
            method.finish(run.path());
        }
        return true;
    }

    private void step() {
        long before = trackers.now();
        Metrics numbers = method.step(state.step(), schedule.rate(state.step()));
        trackers.span("train", before, Metrics.NONE);
        numbers = numbers.with("train_seconds", (trackers.now() - before) / 1e9);
        state = state.stepped(student.version());
        if (!mixture.bad().isEmpty()) {
            numbers = numbers.with("bad_rows", mixture.bad().size());
        }
        if (state.step() % recipe.evaluateEvery() == 0 || state.step() == recipe.steps()) {
            numbers = numbers.with(measured());
        }
        trackers.log(state.logged(), method.stage(), numbers);
        progress.advance(1);
    }

    private void measure() {
        progress.phase("measure before training", 0, "rows");
        Metrics measured = measured();
        state = state.evaluated(List.of());
        trackers.log(state.logged(), Stage.INITIAL, measured);
    }

    private Metrics measured() {
        long began = trackers.now();
        Metrics measured = method.measure().prefixed("held_out_");
        trackers.span("measure", began, Metrics.NONE);
        return measured;
    }

    private void save() {
        long began = trackers.now();
        SkippedRows.write(run, mixture.bad());
        student.gather();
        try (Scope scope = Scope.open()) {
            checkpoints.write(student.policy(), student.beside(), student.optimizerState(), state);
        }
        student.rest();
        trackers.span("checkpoint", began, Metrics.NONE);
    }

    JobState state() {
        return state;
    }

    long parameters() {
        return student.policy().size();
    }

    double seconds() {
        return trackers.seconds();
    }

    @Override
    public void close() {
        try (mixture;
                trackers;
                student;
                checkpoints) {
            method.close();
        }
    }
}
