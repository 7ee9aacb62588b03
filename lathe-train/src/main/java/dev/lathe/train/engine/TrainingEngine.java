package dev.lathe.train.engine;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;

/** Improves a policy by optimiser steps. It knows neither where samples came from nor which algorithm weighed them. */
public interface TrainingEngine extends AutoCloseable {
    /** The metric, 1, of a step that was not made because its loss or gradient was not finite; the parameters are as before. */
    String SKIPPED = "skipped";

    /**
     * Makes one optimiser step.
     *
     * @param batch all samples of the step; their weights hold the denominators
     * @param objective the loss
     * @param learningRate the rate of this step
     * @return {@code loss}, {@code grad_norm}, {@code tokens} and what the objective reports; {@value #SKIPPED} if it was not made
     */
    default Metrics step(List<TrainingSample> batch, Objective objective, double learningRate) {
        return step(batch, new TokenLearning(objective), learningRate);
    }

    /**
     * Makes one optimiser step from items of any kind.
     *
     * @param batch all items of the step; each holds its share of the denominators
     * @param learningRate the rate of this step
     * @return {@code loss}, {@code grad_norm}, {@code tokens} and what the learning reports; {@value #SKIPPED} if it was not made
     */
    <T> Metrics step(List<T> batch, Learning<T> learning, double learningRate);

    /** Returns {@code loss} and what the learning reports under the current parameters, and changes nothing. */
    <T> Metrics evaluate(List<T> batch, Learning<T> learning);

    /**
     * Returns the log-probability of each sample's learned tokens under the current parameters, in nats, {@code [samples][learned]}.
     *
     * @param temperature at which the policy writes: its logits are divided by it
     */
    List<float[]> logProbs(List<TrainingSample> samples, double temperature);

    /**
     * Returns what a model with {@link LanguageModel#SCORE} says before each sample's learned tokens, {@code [samples][learned]}.
     */
    List<float[]> values(List<TrainingSample> samples);

    /**
     * Returns how far the prediction of each sample's learned tokens under the current parameters is from a reference's, over the
     * whole vocabulary, in nats, {@code [samples][learned]}.
     *
     * @param temperature at which both write: it divides their logits
     */
    List<float[]> divergences(List<TrainingSample> samples, LanguageModel reference, double temperature);

    /** Returns those of the parameters that an optimiser of this process changes. */
    SequencedMap<String, Tensor> optimized();

    /**
     * Returns what the optimiser remembers of all parameters, to be written to a checkpoint. Where several processes train, all call
     * this, and the first of them gets the whole. It is in memory from then on until {@link #rest}.
     */
    List<NamedTensor> optimizerState();

    /** Gives back the memory of what only optimiser steps need, where it is put away between them. */
    void rest();

    /**
     * Goes on with what an optimiser remembered.
     *
     * @throws dev.lathe.core.UserError if a part is missing or has another shape
     */
    void restore(List<NamedTensor> optimizerState);

    /**
     * Brings the parameters up to date. Where several processes train parts of them, all call this, and the first of them gets
     * the whole.
     */
    void gather();

    /** Goes on with another optimiser over the same parameters, and closes the one before. */
    void use(Optimizer optimizer, double gradientClip);

    @Override
    void close();
}
