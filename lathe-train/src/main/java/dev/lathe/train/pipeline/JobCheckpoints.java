package dev.lathe.train.pipeline;

import dev.lathe.core.AtomicFiles;
import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.LowRank;
import dev.lathe.model.checkpoint.CheckpointWriter;
import dev.lathe.model.checkpoint.PeftAdapters;
import dev.lathe.model.checkpoint.RawTensor;
import dev.lathe.model.checkpoint.RawType;
import dev.lathe.model.checkpoint.SafetensorsFile;
import dev.lathe.model.checkpoint.SafetensorsWriter;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.LowRankUpdates;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads a job's checkpoints: a Hugging Face folder of the policy, and beside it the optimiser's state and how far the job
 * has come. A folder appears whole or not at all.
 */
final class JobCheckpoints {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int KEPT = 1;
    private static final String STATE = "trainer.json";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String ADAPTER = "adapter";
    private static final String BESIDE = "beside.safetensors";

    private final RunFolder run;
    private final Team team;

    /**
     * Writes in the first process of a team, and reads in all.
     *
     * @param run of the first process
     */
    JobCheckpoints(RunFolder run, Team team) {
        this.run = run;
        this.team = team;
    }

    /**
     * Writes the checkpoint of a state; in the first process alone.
     *
     * @param beside what else has learned, such as a head or a critic; often nothing
     * @throws UserError if it cannot be written, for example because the disk is full; earlier ones stay
     */
    void write(Policy policy, Map<String, Tensor> beside, List<NamedTensor> optimizerState, JobState state) {
        if (!team.first()) {
            return;
        }
        AtomicFiles.folder(run.checkpoint(state.logged()), folder -> {
            CheckpointWriter.fill(
                    folder, policy.config(), raw(policy.parameters()), policy.tokenizer(), policy.template());
            SafetensorsWriter.write(
                    folder.resolve(OPTIMIZER),
                    optimizerState.stream()
                            .map(part -> raw(part.name(), part.tensor()))
                            .toList());
            writeAdapter(folder.resolve(ADAPTER), optimizerState);
            if (!beside.isEmpty()) {
                SafetensorsWriter.write(folder.resolve(BESIDE), raw(beside));
            }
            Files.writeString(folder.resolve(STATE), JSON.writeValueAsString(state));
        });
        removeOlder(state.logged());
    }

    private static void writeAdapter(Path folder, List<NamedTensor> optimizerState) {
        SequencedMap<String, LowRank> changes = new LinkedHashMap<>();
        for (LowRankUpdates.Learned learned : LowRankUpdates.learned(optimizerState)) {
            String module = learned.name().substring(0, learned.name().length() - ".weight".length());
            changes.put(module, new LowRank(learned.a(), learned.b(), learned.scale()));
        }
        if (!changes.isEmpty()) {
            PeftAdapters.write(folder, new Adapter(ADAPTER, changes), "");
        }
    }

    /**
     * Returns the checkpoint from which the running part began; writes it if the part is only now to begin and has none. It stays.
     *
     * @throws UserError if the part is under way and its first checkpoint is gone
     */
    Path begun(LivePolicy live, JobState now) {
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

    /** Removes what was only written in case of a kill: checkpoints in the middle of a part, but for the newest. */
    private void removeOlder(long newest) {
        run.checkpoints().headSet(newest).stream()
                .filter(step -> state(run.checkpoint(step)).step() > 0)
                .sorted(Comparator.reverseOrder())
                .skip(KEPT)
                .forEach(run::deleteCheckpoint);
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

    private static List<RawTensor> raw(Map<String, Tensor> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> raw(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RawTensor raw(String name, Tensor tensor) {
        return new RawTensor(name, RawType.FLOAT32, tensor.shape(), tensor.memory());
    }
}
