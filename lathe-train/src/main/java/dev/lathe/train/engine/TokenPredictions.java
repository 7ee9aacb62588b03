package dev.lathe.train.engine;

import dev.lathe.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Says what a model thinks of chosen tokens.
 *
 * @param logProbs log-probabilities in nats, FLOAT32 {@code [read]}
 * @param entropies entropies in nats of what was predicted there, FLOAT32 {@code [read]}, if they were asked for
 */
public record TokenPredictions(Tensor logProbs, @Nullable Tensor entropies) {}
