package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.Baseline;
import dev.lathe.algorithm.ModelScores;
import dev.lathe.algorithm.SampleBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks models about the sequences of a step before it is made: the policy itself, the one that reinforcement began with, and a critic,
 * as far as the algorithm needs them.
 */
final class Judges implements AutoCloseable {
    private final LivePolicy live;
    private final Algorithm algorithm;
    private final double temperature;
    private final @Nullable ReferencePolicy reference;
    private final @Nullable Critic critic;

    /**
     * Opens the models.
     *
     * @param begun the checkpoint from which reinforcement began; asked for if it is needed
     * @param skipped watches the critic's steps
     */
    Judges(LivePolicy live, Algorithm algorithm, Recipe recipe, Supplier<Path> begun, SkippedSteps skipped, Team team) {
        this.live = live;
        this.algorithm = algorithm;
        temperature = recipe.rl().temperature();
        reference = algorithm.needsReference() || algorithm.needsDivergences()
                ? new ReferencePolicy(begun.get(), recipe.compute(), team)
                : null;
        critic = algorithm.baseline() instanceof Baseline.Critic(double clip)
                ? new Critic(begun.get(), recipe, clip, skipped, team)
                : null;
    }

    /** Goes on from a checkpoint in the middle of reinforcement. */
    void restore(Path checkpoint) {
        if (critic != null) {
            critic.restore(checkpoint);
        }
    }

    /** Brings what the first process has of the critic up to date; all processes call this. */
    void gather() {
        if (critic != null) {
            critic.gather();
        }
    }

    /** Returns what learns beside the policy and belongs into a checkpoint, as it is in memory. */
    Map<String, Tensor> tensors() {
        return critic == null ? Map.of() : critic.tensors();
    }

    /** Gives back the memory of what only optimiser steps need. */
    void rest() {
        if (critic != null) {
            critic.rest();
        }
    }

    /** Returns what the algorithm needs of each sequence; nothing if it needs nothing. */
    List<ModelScores> scores(List<TrainingSample> sequences) {
        if (!algorithm.needsProximal() && reference == null && critic == null) {
            return List.of();
        }
        live.sleep();
        List<float[]> proximal = algorithm.needsProximal() ? live.logProbs(sequences, temperature) : List.of();
        List<float[]> referred = reference == null || !algorithm.needsReference()
                ? List.of()
                : reference.engine().logProbs(sequences, temperature);
        List<float[]> divergences = reference == null || !algorithm.needsDivergences()
                ? List.of()
                : live.divergences(sequences, reference.model(), temperature);
        if (reference != null) {
            reference.rest();
        }
        List<float[]> values = critic == null ? List.of() : critic.values(sequences);
        List<ModelScores> scores = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            ModelScores score = ModelScores.NONE;
            score = proximal.isEmpty() ? score : score.withProximal(proximal.get(i));
            score = referred.isEmpty() ? score : score.withReference(referred.get(i));
            score = divergences.isEmpty() ? score : score.withDivergences(divergences.get(i));
            scores.add(values.isEmpty() ? score : score.withValues(values.get(i)));
        }
        return scores;
    }

    /** Lets the critic learn from a batch; returns nothing where there is none. */
    Metrics learn(SampleBatch batch, int step) {
        return critic == null ? Metrics.NONE : critic.step(batch, step);
    }

    @Override
    public void close() {
        if (critic != null) {
            critic.close();
        }
        if (reference != null) {
            reference.close();
        }
    }
}
