package dev.lathe.train.recipe;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.GroupFilter;
import dev.lathe.algorithm.Resampling;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import org.jspecify.annotations.Nullable;

/** Reinforcement learning. */
@Doc("Reinforcement learning from the environment's reward.")
public record RlRecipe(
        @Doc("Optimiser steps; 0 to leave it out.") @Range(min = 0) @Default("0")
        int steps,

        @Doc("Tasks a step.") @Range(min = 1) @Default("24") int tasks,

        @Doc("Episodes a task: the group that its baseline is taken over.") @Range(min = 1) @Default("8")
        int groupSize,

        @Doc("The algorithm.") @Default("{kind: grpo}") AlgorithmRecipe algorithm,

        @Doc("Temperature of the rollouts: it divides the logits of the policy, where it plays and where it learns.")
        @Positive
        @Default("1.0")
        double temperature,

        @Doc("Tokens the policy may write in one turn.") @Range(min = 1) @Default("64")
        int turnTokens,

        @Doc("The optimiser.") @Default("{kind: adamw, learning_rate: 1e-4}")
        OptimizerRecipe optimizer,

        @Doc("An adapter, which then is all that learns from rewards; the whole policy learns if not given.") @Nullable
        AdapterRecipe adapter,

        @Doc("The optimiser of the critic, where the algorithm has one; it warms up and cools down as the other does.")
        @Default("{kind: adamw, learning_rate: 3e-4}")
        OptimizerRecipe criticOptimizer,

        @Doc("Steps in which the learning rate rises from 0.") @Range(min = 0) @Default("3")
        int warmup,

        @Doc("How the learning rate falls after its rise.") @Default("linear")
        ScheduleShape schedule,

        @Doc("Share of the highest learning rate that is left at the end, unless it is constant.")
        @Range(min = 0, max = 1)
        @Default("0.1")
        double finalRate,

        @Doc("Weight of the entropy bonus.") @Range(min = 0) @Default("0.0")
        double entropy,

        @Doc("Whether rewards are dealt out at random within a step: a control that must not learn.") @Default("false")
        boolean shuffleRewards) {
    private static final int ANY_LENGTH = 1;

    public RlRecipe {
        Algorithm chosen = algorithm.algorithm(ANY_LENGTH);
        requireExperts(algorithm.kind(), chosen.terms().resampling(), tasks, shuffleRewards);
        boolean compares = chosen.baseline().smallestGroup() > groupSize;
        boolean filters = chosen.terms().selection().groups() instanceof GroupFilter.WithSignal && groupSize < 2;
        if (compares || filters) {
            throw new IllegalArgumentException(
                    "group_size: %s compares the episodes of a group and needs at least 2 of them, not %d; use ppo-clip or"
                                    .formatted(algorithm.kind(), groupSize)
                            + " reinforce++ for groups of 1");
        }
    }

    private static void requireExperts(
            String kind, @Nullable Resampling resampling, int tasks, boolean shuffleRewards) {
        if (resampling != null && resampling.tasks() > tasks) {
            throw new IllegalArgumentException(
                    "algorithm: resampling of %s asks for %d tasks with an expert, and a step has %d (tasks)"
                            .formatted(kind, resampling.tasks(), tasks));
        }
        if (resampling != null && shuffleRewards) {
            throw new IllegalArgumentException(
                    "shuffle_rewards: experts would teach all the same; leave resampling of %s out of the control"
                            .formatted(kind));
        }
    }
}
