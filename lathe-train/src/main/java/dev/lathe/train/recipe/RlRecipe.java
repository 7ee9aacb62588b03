package dev.lathe.train.recipe;

import dev.lathe.algorithm.Algorithms;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;

/** Reinforcement learning. */
@Doc("Reinforcement learning from the environment's reward.")
public record RlRecipe(
        @Doc("Optimiser steps; 0 to leave it out.") @Range(min = 0) @Default("0")
        int steps,

        @Doc("Tasks a step.") @Range(min = 1) @Default("24") int tasks,

        @Doc("Episodes a task: the group that its baseline is taken over.") @Range(min = 1) @Default("8")
        int groupSize,

        @Doc("The algorithm; see docs/algorithms.") @Default("grpo")
        String algorithm,

        @Doc("Temperature of the rollouts.") @Positive @Default("1.0")
        double temperature,

        @Doc("Tokens the policy may write in one turn.") @Range(min = 1) @Default("64")
        int turnTokens,

        @Doc("The optimiser.") @Default("{kind: adamw, learning_rate: 1e-4}")
        OptimizerRecipe optimizer,

        @Doc("Steps in which the learning rate rises from 0.") @Range(min = 0) @Default("3")
        int warmup,

        @Doc("Share of the highest learning rate that is left at the end, linearly.")
        @Range(min = 0, max = 1)
        @Default("0.1")
        double finalRate,

        @Doc("Weight of the entropy bonus.") @Range(min = 0) @Default("0.0")
        double entropy,

        @Doc("Whether rewards are dealt out at random within a step: a control that must not learn.") @Default("false")
        boolean shuffleRewards) {
    public RlRecipe {
        if (!Algorithms.names().contains(algorithm)) {
            throw new IllegalArgumentException(
                    "algorithm: must be one of %s, not %s".formatted(String.join(", ", Algorithms.names()), algorithm));
        }
    }
}
