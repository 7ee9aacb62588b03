package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.engine.RunnerFactory;
import dev.lathe.model.engine.TorchRunner;
import dev.lathe.train.pipeline.Policy;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says how a served model is computed. */
final class ServeEngine {
    private static final int USUAL_CONTEXT = 8192;
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

    int threads() {
        return threads;
    }

    int batch() {
        return batch;
    }

    /** Tells whether the engine packs the weights in a form of its own, and needs no parameters beside it. */
    boolean packs(DecoderConfig config, boolean adapted) {
        return !adapted && CpuRunner.runs(config, dtype);
    }

    /**
     * Starts an engine over a policy and adapters, which must outlive it. The policy's parameters are closed at once where the engine
     * has packed them, so that the weights are in memory once.
     */
    InferenceEngine start(Policy policy, List<Adapter> adapters) {
        DecoderConfig config = policy.config();
        ServeLimits.requireAtLeast("--threads", threads, 1);
        ServeLimits.requireAtLeast("--batch", batch, 1);
        int capacity = context.orElse(Math.min(config.maxPositions(), USUAL_CONTEXT));
        if (capacity < 2 || capacity > config.maxPositions()) {
            throw new UserError("--context must be from 2 to %d, which the model was trained for, not %d"
                    .formatted(config.maxPositions(), capacity));
        }
        var options = new EngineOptions(1, threads, batch, capacity, InferenceEngine.Admission.IMMEDIATE);
        InferenceEngine engine = new LocalEngine(
                config,
                policy.parameters(),
                options.withCacheTokens(Math.min(options.cacheTokens(), cacheTokens(config, capacity))),
                runners(config, !adapters.isEmpty()));
        engine.adapters(adapters);
        engine.load();
        if (packs(config, !adapters.isEmpty())) {
            policy.close();
        }
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

    private RunnerFactory runners(DecoderConfig config, boolean adapted) {
        if (packs(config, adapted)) {
            return CpuRunner.factory(dtype);
        }
        if (dtype != CpuPrecision.FLOAT32) {
            throw new UserError("--dtype %s: %s with FLOAT32 only"
                    .formatted(dtype, adapted ? "--lora works" : "this model, or this processor, works"));
        }
        return TorchRunner::new;
    }
}
