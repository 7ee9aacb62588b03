package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.ParametersOnDemand;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.DividedRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.engine.RunnerFactory;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.model.engine.TorchRunner;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Placement;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Launch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a served model is computed. */
final class ServeEngine {
    private static final int USUAL_CONTEXT = 8192;
    private static final int FIXED_ROWS = 32;
    private static final long MEBI = 1L << 20;

    @Option(
            names = "--context",
            paramLabel = "TOKENS",
            description = "Tokens of a prompt and its reply together; the model's own, at most 8192, if not given.")
    private Optional<Integer> context = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "How weights are held: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private CpuPrecision dtype = CpuPrecision.FLOAT32;

    @Option(names = "--batch", paramLabel = "N", description = "Replies written at once; default ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(
            names = "--cache",
            paramLabel = "MIB",
            description = "Memory for keys and values, which replies share; default ${DEFAULT-VALUE}.")
    private int cache = 2048;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Where libtorch computes: cpu, cuda (each process takes a device of its own) or cuda:N; cpu if not given.")
    private String device = "cpu";

    @Mixin
    private TensorOption tensor;

    @Option(
            names = "--reproducible",
            description =
                    "Have libtorch give a request with a seed the same tokens whatever is beside it, more slowly; the fast runner always does.")
    private boolean reproducible;

    int batch() {
        return batch;
    }

    /** Returns how many processes compute together. */
    TensorOption tensor() {
        return tensor;
    }

    /**
     * Checks what was asked for, and returns the engine's sizes.
     *
     * @param adapted whether adapters are served
     * @throws UserError if the model cannot be computed so
     */
    EngineOptions options(DecoderConfig config, boolean adapted) {
        ServeLimits.requireAtLeast("--threads", threads, 1);
        ServeLimits.requireAtLeast("--batch", batch, 1);
        tensor.require(config);
        Placement.require("--device", device, tensor.processes());
        Device chosen = Placement.of(device, Launch.rank());
        requireRunner(config, adapted, chosen);
        int capacity = context.orElse(Math.min(config.maxPositions(), USUAL_CONTEXT));
        if (capacity < 2 || capacity > config.maxPositions()) {
            throw new UserError("--context must be from 2 to %d, which the model was trained for, not %d"
                    .formatted(config.maxPositions(), capacity));
        }
        int each = Math.max(1, threads / tensor.processes());
        var options = new EngineOptions(1, each, batch, capacity, InferenceEngine.Admission.IMMEDIATE);
        return options.withBatch(batch, Math.max(batch, options.passes().tokens()))
                .withCacheTokens(Math.min(options.cacheTokens(), cacheTokens(config, capacity)))
                .withDevice(chosen)
                .withFixedRows(reproducible ? Math.max(batch, FIXED_ROWS) : 0);
    }

    /** Starts an engine over parameters, which it reads at once and again when it wakes, and adapters, which must outlive it. */
    InferenceEngine start(
            DecoderConfig config,
            Map<String, Tensor> parameters,
            EngineOptions options,
            List<Adapter> adapters,
            Optional<TensorTeam> team) {
        boolean packed = packs(config, !adapters.isEmpty(), options.device());
        InferenceEngine engine =
                new LocalEngine(config, packed ? parameters : computed(parameters), options, runners(packed, team));
        engine.adapters(adapters);
        engine.load();
        return engine;
    }

    private long cacheTokens(DecoderConfig config, int capacity) {
        long token = 2L * config.layers() * config.keyValueHeads() * config.headDim() * bytes();
        long tokens = cache * MEBI / token;
        if (tokens < capacity) {
            throw new UserError("--cache must be at least %d, for one reply of %d tokens, not %d"
                    .formatted(Math.ceilDiv(capacity * token, MEBI), capacity, cache));
        }
        return tokens;
    }

    private int bytes() {
        return dtype == CpuPrecision.FLOAT32 ? Float.BYTES : Short.BYTES;
    }

    /** Returns the type in which libtorch computes, where the fast runner does not. */
    DType type() {
        return dtype == CpuPrecision.FLOAT32 ? DType.FLOAT32 : DType.BFLOAT16;
    }

    private Map<String, Tensor> computed(Map<String, Tensor> parameters) {
        return new ParametersOnDemand(
                parameters.keySet(),
                name -> Objects.requireNonNull(parameters.get(name)).to(type()));
    }

    private RunnerFactory runners(boolean packed, Optional<TensorTeam> team) {
        if (packed) {
            return CpuRunner.factory(dtype);
        }
        return team.map(DividedRunner::factory).orElse(TorchRunner::new);
    }

    /** Tells whether the fast runner computes the model. */
    private boolean packs(DecoderConfig config, boolean adapted, Device chosen) {
        return !adapted && !tensor.together() && chosen.kind() == Device.Kind.CPU && CpuRunner.runs(config, dtype);
    }

    private void requireRunner(DecoderConfig config, boolean adapted, Device chosen) {
        if (dtype == CpuPrecision.INT8 && !packs(config, adapted, chosen)) {
            throw new UserError("--dtype INT8: %s with FLOAT32 or BFLOAT16 only".formatted(unpacked(adapted, chosen)));
        }
    }

    /** Returns why the fast runner does not compute the model. */
    private String unpacked(boolean adapted, Device chosen) {
        if (adapted) {
            return "--lora works";
        }
        if (tensor.together()) {
            return "--tensor works";
        }
        return chosen.kind() == Device.Kind.CPU ? "this model, or this processor, works" : "--device works";
    }
}
