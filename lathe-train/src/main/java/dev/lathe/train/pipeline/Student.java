package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Seeds;
import dev.lathe.model.DecoderWeights;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.Learning;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.MethodRecipe;
import dev.lathe.train.recipe.TuneRecipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/** Holds the model that a pipeline trains on data, and what trains it. */
final class Student implements AutoCloseable {
    private static final double HEAD_DEVIATION = 0.02;

    private final Policy policy;
    private final SequencedMap<String, Tensor> beside = new LinkedHashMap<>();
    private final TrainingEngine engine;
    private final SkippedSteps skipped;
    private PolicyVersion version = PolicyVersion.INITIAL;

    /** Makes the student as the recipe says; a reward model gets a head for scores. */
    Student(TuneRecipe recipe, Policy policy, SkippedSteps skipped, Team team) {
        this.policy = policy;
        this.skipped = skipped;
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>(policy.parameters());
        if (recipe.method() instanceof MethodRecipe.Reward) {
            beside.put(LanguageModel.SCORE, head(recipe, policy));
            parameters.putAll(beside);
            // what makes tokens of hidden states has no part in scores
            parameters.remove(DecoderWeights.HEAD);
        }
        Learner learner = new Learner(recipe.optimizer(), recipe.adapter(), recipe.seed());
        engine = Engines.of(
                team,
                policy.config(),
                parameters,
                share -> learner.over(share, beside.keySet()),
                learner.gradientClip(),
                recipe.compute());
    }

    private static Tensor head(TuneRecipe recipe, Policy policy) {
        try (Generator generator = Generator.seeded(Seeds.of(recipe.seed(), LanguageModel.SCORE))) {
            return generator
                    .normal(0, HEAD_DEVIATION, 1, policy.config().hiddenSize())
                    .to(policy.device());
        }
    }

    /** Goes on from a checkpoint, whose policy is in place already; tensors that are read belong to the current scope. */
    void restore(Path checkpoint, PolicyVersion saved) {
        if (!beside.isEmpty()) {
            for (NamedTensor tensor : JobCheckpoints.beside(checkpoint)) {
                Objects.requireNonNull(beside.get(tensor.name())).copy_(tensor.tensor());
            }
        }
        List<NamedTensor> state = JobCheckpoints.optimizerState(checkpoint);
        engine.restore(state);
        version = saved;
    }

    Policy policy() {
        return policy;
    }

    SequencedMap<String, Tensor> beside() {
        return beside;
    }

    List<NamedTensor> optimizerState() {
        return engine.optimizerState();
    }

    /** Gives back the memory of what only optimiser steps need. */
    void rest() {
        engine.rest();
    }

    PolicyVersion version() {
        return version;
    }

    /** Brings the parameters of the first process up to date, which it writes down; all processes call this. */
    void gather() {
        engine.gather();
    }

    <T> Metrics step(List<T> batch, Learning<T> learning, double rate) {
        Metrics metrics = engine.step(batch, learning, rate);
        if (skipped.wasMade(metrics, batch, version.steps())) {
            version = version.next();
        }
        return metrics;
    }

    <T> Metrics evaluate(List<T> batch, Learning<T> learning) {
        return engine.evaluate(batch, learning);
    }

    @Override
    public void close() {
        engine.close();
        beside.values().forEach(Tensor::close);
        policy.close();
    }
}
