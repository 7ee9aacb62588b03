package dev.lathe.train.engine;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;

/** Improves a policy by optimiser steps. It knows neither where samples came from nor which algorithm weighed them. */
public interface TrainingEngine extends AutoCloseable {
    /**
     * Makes one optimiser step.
     *
     * @param batch all samples of the step; their weights hold the denominators
     * @param objective the loss
     * @param learningRate the rate of this step
     * @return {@code loss}, {@code grad_norm}, {@code tokens} and what the objective reports
     * @throws IllegalStateException if the loss or a gradient is not finite; the parameters are as before
     */
    Metrics step(List<TrainingSample> batch, Objective objective, double learningRate);

    /**
     * Returns the log-probability of each sample's learned tokens under the current parameters, in nats, {@code [samples][learned]}.
     */
    List<float[]> logProbs(List<TrainingSample> samples);

    /** Returns the parameters under their Hugging Face names: the live ones, which the next step changes. */
    SequencedMap<String, Tensor> parameters();

    /** Returns the optimiser in use, whose state belongs into a checkpoint. */
    Optimizer optimizer();

    /** Goes on with another optimiser over the same parameters, and closes the one before. */
    void use(Optimizer optimizer, double gradientClip);

    @Override
    void close();
}
