package dev.lathe.train.engine;

/**
 * Sizes a training engine.
 *
 * @param workers threads that compute gradients, each for its share of a batch
 * @param threadsPerWorker threads inside one operation
 * @param microBatchTokens the most tokens of a micro-batch, padding included
 */
public record TrainingOptions(int workers, int threadsPerWorker, int microBatchTokens) {}
