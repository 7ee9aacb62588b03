package dev.lathe.train.engine;

import dev.lathe.tensor.DType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sizes a training engine.
 *
 * @param workers threads that compute gradients, each for its share of a batch
 * @param threadsPerWorker threads inside one operation
 * @param microBatchTokens the most tokens of a micro-batch
 * @param recompute whether layers are computed again in the backward pass: about a third more work for a layer's memory instead of all
 *     layers'
 * @param type what gradients are computed in: FLOAT32, or BFLOAT16 with the parameters as master copies in FLOAT32
 * @param offload where the optimiser's state is put away between steps; null if it stays in memory
 */
public record TrainingOptions(
        int workers,
        int threadsPerWorker,
        int microBatchTokens,
        boolean recompute,
        DType type,
        @Nullable Path offload) {
    /** Returns the same with other threads, and with recomputation if it must be. */
    public TrainingOptions sized(int newWorkers, int newThreads, boolean mustRecompute) {
        return new TrainingOptions(newWorkers, newThreads, microBatchTokens, recompute || mustRecompute, type, offload);
    }

    /** Sizes an engine whose optimiser's state stays in memory. */
    public TrainingOptions(int workers, int threadsPerWorker, int microBatchTokens, boolean recompute, DType type) {
        this(workers, threadsPerWorker, microBatchTokens, recompute, type, null);
    }

    /** Sizes an engine that computes in FLOAT32 and keeps what layers compute. */
    public TrainingOptions(int workers, int threadsPerWorker, int microBatchTokens) {
        this(workers, threadsPerWorker, microBatchTokens, false, DType.FLOAT32);
    }
}
