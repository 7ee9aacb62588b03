package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.checkpoint.SafetensorsFile;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.CheckpointsRecipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads a job's checkpoints: a Hugging Face folder of the policy, and beside it the optimiser's state and how far the job
 * has come. A folder appears whole or not at all. Writing goes on while training does; only one that is due waits for the one before.
 */
final class JobCheckpoints implements AutoCloseable {
    static final String STATE = "trainer.json";
    static final String OPTIMIZER = "optimizer.safetensors";
    static final String BESIDE = "beside.safetensors";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunFolder run;
    private final Team team;
    private final KeptCheckpoints kept;
    private final BackgroundWrites writes = new BackgroundWrites();

    /**
     * Writes in the first process of a team, and reads in all.
     *
     * @param run of the first process
     */
    JobCheckpoints(RunFolder run, CheckpointsRecipe recipe, Team team) {
        this.run = run;
        this.team = team;
        kept = new KeptCheckpoints(run, recipe);
    }

    /**
     * Begins to write the checkpoint of a state, in the first process alone, from copies: nothing that is changed from now on is in it.
     *
     * @param beside what else has learned, such as a head or a critic; often nothing
     * @throws UserError if the one before could not be written
     */
    void write(Policy policy, Map<String, Tensor> beside, List<NamedTensor> optimizerState, JobState state) {
        if (!team.first()) {
            return;
        }
        writes.await();
        CheckpointCopy copy = new CheckpointCopy(policy, beside, optimizerState, state);
        writes.begin(() -> {
            try (copy) {
                copy.write(run.checkpoint(state.logged()));
            }
            kept.removeOthers(state.logged());
        });
    }

    /**
     * Looks whether all has gone well so far, and waits for nothing.
     *
     * @throws UserError if a checkpoint could not be written, for example because the disk is full; earlier ones stay
     */
    void check() {
        writes.check();
    }

    /**
     * Waits until what was begun is written.
     *
     * @throws UserError if it could not be; earlier checkpoints stay
     */
    void finish() {
        writes.await();
    }

    @Override
    public void close() {
        writes.close();
    }

    /**
     * Returns the checkpoint from which the running part began; writes it if the part is only now to begin and has none. It stays.
     *
     * @throws UserError if the part is under way and its first checkpoint is gone
     */
    Path begun(LivePolicy live, JobState now) {
        finish();
        Optional<Path> written = agreed(() -> beginning(now));
        if (written.isPresent()) {
            return written.get();
        }
        if (now.step() > 0) {
            throw new UserError("%s: the checkpoint from which this part began is missing, and its policy is needed"
                    .formatted(run.path().resolve("checkpoints")));
        }
        live.gather();
        try (Scope scope = Scope.open()) {
            write(live.policy(), Map.of(), live.optimizerState(), now);
        }
        live.rest();
        finish();
        return agreed(() -> Optional.of(run.checkpoint(now.logged()))).orElseThrow();
    }

    private Optional<Path> beginning(JobState now) {
        for (long step : run.checkpoints()) {
            JobState then = state(run.checkpoint(step));
            if (then.part() == now.part() && then.step() == 0) {
                return Optional.of(run.checkpoint(step));
            }
        }
        return Optional.empty();
    }

    /** Returns the checkpoint at which the validations of the running part were best. */
    Path best(JobState now) {
        finish();
        return agreed(() -> Optional.of(run.checkpoint(now.validation().at()))).orElseThrow();
    }

    /** Returns the newest checkpoint of the run, if there is one. */
    Optional<Path> newest() {
        return agreed(
                () -> run.newestCheckpoint().stream().mapToObj(run::checkpoint).findFirst());
    }

    /** Returns a path as the first process of the team sees it. */
    private Optional<Path> agreed(Supplier<Optional<Path>> own) {
        String told = team.tell(
                () -> own.get().map(path -> path.toAbsolutePath().toString()).orElse(""));
        return told.isEmpty() ? Optional.empty() : Optional.of(Path.of(told));
    }

    /**
     * Reads how far a checkpoint's job had come.
     *
     * @throws UserError if the file is missing or damaged
     */
    static JobState state(Path checkpoint) {
        try {
            return JSON.readValue(Files.readString(checkpoint.resolve(STATE)), JobState.class);
        } catch (IOException failed) {
            throw new UserError(
                    "%s: not a checkpoint of a run (%s)".formatted(checkpoint, AtomicFiles.reason(failed)), failed);
        } catch (JacksonException damaged) {
            throw new UserError(
                    "%s: damaged (%s)".formatted(checkpoint.resolve(STATE), damaged.getOriginalMessage()), damaged);
        }
    }

    /** Returns the training behind a model: that of the run's newest line of metrics up to it; none for a model from elsewhere. */
    static Stage stage(Path model) {
        Path metrics = model.toAbsolutePath()
                .normalize()
                .resolve("../../metrics.jsonl")
                .normalize();
        if (!Files.exists(model.resolve(STATE)) || !Files.exists(metrics)) {
            return Stage.INITIAL;
        }
        long logged = state(model).logged();
        return MetricsLog.read(metrics).stream()
                .filter(line -> line.step() <= logged)
                .map(MetricsLine::stage)
                .reduce(Stage.INITIAL, (earlier, later) -> later);
    }

    /** Returns the optimiser's state of a checkpoint, in tensors of the current scope. */
    static List<NamedTensor> optimizerState(Path checkpoint) {
        return tensors(checkpoint.resolve(OPTIMIZER));
    }

    /** Returns the parameters of a checkpoint beside those of its policy, in tensors of the current scope. */
    static List<NamedTensor> beside(Path checkpoint) {
        return tensors(checkpoint.resolve(BESIDE));
    }

    private static List<NamedTensor> tensors(Path file) {
        return SafetensorsFile.open(file).values().stream()
                .map(part -> new NamedTensor(part.name(), Tensor.fromMemory(part.data(), DType.FLOAT32, part.shape())))
                .toList();
    }
}
