package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Placement;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.recipe.ComputeRecipe;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.nio.file.Path;

/** Sizes engines as recipes say. */
final class EngineSizes {
    private EngineSizes() {}

    /**
     * Returns where this process computes.
     *
     * @throws UserError if there is no such device
     */
    static Device device(ComputeRecipe compute) {
        Device own = Placement.of(compute.device(), Launch.rank());
        own.require("compute.device");
        return own;
    }

    /** Returns the sizes of an engine whose rollouts are the same whenever requests come. */
    static EngineOptions serving(ComputeRecipe compute, int shards, int threads) {
        return new EngineOptions(
                        shards,
                        threads,
                        compute.conversations(),
                        compute.conversationTokens(),
                        InferenceEngine.Admission.BARRIER)
                .withDevice(device(compute));
    }

    static TrainingOptions training(ComputeRecipe compute) {
        return new TrainingOptions(
                compute.workers(),
                compute.threadsPerWorker(),
                compute.microBatchTokens(),
                compute.recompute(),
                compute.trainingDtype().type(),
                compute.offload() ? Path.of(System.getProperty("java.io.tmpdir")) : null);
    }

    /** Shares the threads of a host among processes; where these talk within a layer, each has one worker. */
    static TrainingOptions shared(TrainingOptions options, ParallelRecipe parallel) {
        int threads = options.workers() * options.threadsPerWorker();
        return parallel.talksWithinSteps()
                ? options.sized(1, Math.max(1, threads / parallel.processes()), parallel.shard() == Shard.PARAMETERS)
                : options.sized(
                        Math.max(1, options.workers() / parallel.processes()), options.threadsPerWorker(), false);
    }
}
