package dev.lathe.train.pipeline;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.TokenLearning;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.ComputeRecipe;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a policy that is trained, and served by the first process of its team: there both engines share its parameters, and each step
 * is a new version.
 */
final class LivePolicy implements AutoCloseable {
    private final Policy policy;
    private final TrainingEngine training;
    private final @Nullable InferenceEngine inference;
    private final SkippedSteps skipped;
    private final Team team;
    private final boolean offload;
    private Learner learner;
    private PolicyVersion version = PolicyVersion.INITIAL;

    LivePolicy(Policy policy, ComputeRecipe compute, Learner learner, SkippedSteps skipped, Team team) {
        this.policy = policy;
        this.skipped = skipped;
        this.team = team;
        this.learner = learner;
        offload = compute.offload();
        training =
                Engines.of(team, policy.config(), policy.parameters(), learner::over, learner.gradientClip(), compute);
        inference = team.first() ? serve(policy, compute) : null;
    }

    private static InferenceEngine serve(Policy policy, ComputeRecipe compute) {
        return policy.serve(
                EngineSizes.serving(compute, compute.workers(), compute.threadsPerWorker()), compute.rolloutDtype());
    }

    Policy policy() {
        return policy;
    }

    /** Returns what serves the policy; null in processes that do not. */
    @Nullable
    InferenceEngine inference() {
        return inference;
    }

    PolicyVersion version() {
        return version;
    }

    /** Starts another optimiser, with a state of its own. */
    void optimizeWith(Learner next) {
        learner = next;
        training.use(
                learner.over(Share.of(team, policy.config(), training.optimized(), policy.parameters())),
                learner.gradientClip());
    }

    List<NamedTensor> optimizerState() {
        return training.optimizerState();
    }

    /** Gives back the memory of what only optimiser steps need. */
    void rest() {
        training.rest();
    }

    /** Goes on from saved parameters, which are in place already; an empty state leaves the optimiser as it began. */
    void restore(List<NamedTensor> optimizerState, PolicyVersion saved) {
        if (!optimizerState.isEmpty()) {
            training.restore(optimizerState);
        }
        publish(saved);
    }

    /**
     * Goes back to an earlier policy of the same training; all processes call this.
     *
     * @param optimizerState what the optimiser remembered then
     */
    void goBack(Policy earlier, List<NamedTensor> optimizerState, PolicyVersion then) {
        policy.parameters()
                .forEach((name, parameter) -> parameter.copy_(
                        Objects.requireNonNull(earlier.parameters().get(name))));
        restore(optimizerState, then);
    }

    /** Makes one optimiser step, after which the engine serves the new weights; a step that is skipped leaves the old ones. */
    Metrics step(List<TrainingSample> batch, TokenLearning learning, double learningRate) {
        sleep();
        Metrics metrics = training.step(batch, learning, learningRate);
        if (skipped.wasMade(metrics, batch, version.steps())) {
            version = version.next();
            if (inference != null) {
                inference.update(version, learner.changes(policy.parameters().keySet()));
            }
        }
        return metrics;
    }

    /** Brings the parameters of the first process up to date, which it serves and writes down; all processes call this. */
    void gather() {
        training.gather();
    }

    /** Makes the first process ready to serve; all processes call this. */
    void serve() {
        gather();
        if (inference != null && offload) {
            inference.wake();
        }
    }

    /** Gives the memory of the engine back until it is to serve again. */
    void sleep() {
        if (inference != null && offload) {
            inference.sleep();
        }
    }

    /**
     * Returns the log-probability of each sample's learned tokens under the current weights at a temperature, as the trainer computes
     * it.
     */
    List<float[]> logProbs(List<TrainingSample> samples, double temperature) {
        sleep();
        return training.logProbs(samples, temperature);
    }

    /** Returns how far the current weights are from a reference at each sample's learned tokens and a temperature, in nats. */
    List<float[]> divergences(List<TrainingSample> samples, LanguageModel reference, double temperature) {
        sleep();
        return training.divergences(samples, reference, temperature);
    }

    private void publish(PolicyVersion next) {
        version = next;
        if (inference != null) {
            inference.update(next);
        }
    }

    @Override
    public void close() {
        if (inference != null) {
            inference.close();
        }
        training.close();
        policy.close();
    }
}
