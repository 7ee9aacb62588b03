package dev.lathe.train.pipeline;

import dev.lathe.algorithm.SampleBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.algorithm.ValueLoss;
import dev.lathe.core.Metrics;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.learning.ValueLearning;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Holds the critic of reinforcement learning: a copy of the policy that it began with, in which one number, at first 0, stands in place
 * of the predictions of tokens.
 */
final class Critic implements AutoCloseable {
    private static final String PREFIX = "critic.";
    private static final String OPTIMIZER = "critic_optimizer.";

    private final Policy policy;
    private final SequencedMap<String, Tensor> parameters;
    private final TrainingEngine engine;
    private final ValueLearning learning;
    private final Schedule schedule;
    private final SkippedSteps skipped;

    /**
     * Makes the critic of a policy's checkpoint.
     *
     * @param clip how far a value may move from what it was when the episode was played
     * @param skipped watches its steps
     */
    Critic(Path checkpoint, Recipe recipe, double clip, SkippedSteps skipped, Team team) {
        this.skipped = skipped;
        policy = Policies.open(checkpoint).on(EngineSizes.device(recipe.compute()));
        parameters = new LinkedHashMap<>(policy.parameters());
        parameters.remove(DecoderWeights.HEAD);
        parameters.put(
                LanguageModel.SCORE,
                Tensor.zeros(DType.FLOAT32, policy.device(), 1, policy.config().hiddenSize()));
        var optimizer = recipe.rl().criticOptimizer();
        engine = Engines.of(
                team,
                policy.config(),
                parameters,
                share -> Optimizers.of(optimizer, share.changed(), share.parts()),
                optimizer.gradientClip(),
                recipe.compute());
        learning = new ValueLearning(new ValueLoss(clip));
        schedule = new Schedule(
                recipe.rl().schedule(),
                optimizer.learningRate(),
                recipe.rl().warmup(),
                recipe.rl().steps(),
                recipe.rl().finalRate());
    }

    /** Goes on from what {@link #tensors} gave for a checkpoint. */
    void restore(Path checkpoint) {
        try (Scope scope = Scope.open()) {
            List<NamedTensor> optimizer = new ArrayList<>();
            for (NamedTensor saved : JobCheckpoints.beside(checkpoint)) {
                if (saved.name().startsWith(OPTIMIZER)) {
                    optimizer.add(new NamedTensor(saved.name().substring(OPTIMIZER.length()), saved.tensor()));
                } else {
                    parameter(saved.name().substring(PREFIX.length())).copy_(saved.tensor());
                }
            }
            engine.restore(optimizer);
        }
    }

    private Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    void gather() {
        engine.gather();
    }

    /** Returns parameters and optimiser state, as they are in memory. */
    SequencedMap<String, Tensor> tensors() {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> all.put(PREFIX + name, tensor));
        engine.optimizerState().forEach(part -> all.put(OPTIMIZER + part.name(), part.tensor()));
        return all;
    }

    /** Gives back the memory of what only optimiser steps need. */
    void rest() {
        engine.rest();
    }

    /** Returns what is expected before each learned token, in units of reward. */
    List<float[]> values(List<TrainingSample> sequences) {
        return engine.values(sequences);
    }

    /**
     * Makes one optimiser step.
     *
     * @return {@code value_loss}, {@code value_error} and {@code value_grad_norm}; {@code value_skipped} if it was not made
     * @throws dev.lathe.core.UserError if it is the third in a row whose loss or gradient was not finite
     */
    Metrics step(SampleBatch batch, int step) {
        List<TrainingSample> samples = batch.valueSamples();
        if (samples.isEmpty()) {
            return Metrics.NONE;
        }
        Metrics learned = engine.step(samples, learning, schedule.rate(step));
        boolean made = skipped.wasMade(learned, samples, step);
        return (made ? Metrics.NONE : Metrics.of("value_skipped", 1))
                .with("value_loss", learned.get("loss"))
                .with("value_error", learned.get("value_error"))
                .with("value_grad_norm", learned.get("grad_norm"));
    }

    @Override
    public void close() {
        engine.close();
        parameter(LanguageModel.SCORE).close();
        policy.close();
    }
}
