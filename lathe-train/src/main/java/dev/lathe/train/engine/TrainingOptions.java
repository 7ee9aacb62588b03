package dev.lathe.train.engine;

/**
 * Sizes a training engine.
 *
 * @param workers threads that compute gradients, each for its share of a batch
 * @param threadsPerWorker threads inside one operation
 * @param microBatchTokens the most tokens of a micro-batch
 * @param recompute whether layers are computed again in the backward pass: about a third more work for a layer's memory instead of all
 *     layers'
 */
public record TrainingOptions(int workers, int threadsPerWorker, int microBatchTokens, boolean recompute) {
    /** Sizes an engine that keeps what layers compute. */
    public TrainingOptions(int workers, int threadsPerWorker, int microBatchTokens) {
        this(workers, threadsPerWorker, microBatchTokens, false);
    }
}
