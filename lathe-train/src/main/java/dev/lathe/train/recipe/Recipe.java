package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** A recipe: what `lathe train` does. */
@Doc(
        "Trains a policy on demonstrations, then by reinforcement learning in its environment, and evaluates it before and after.")
public record Recipe(
        @Doc("Name of the recipe, for reports.") String name,

        @Doc("Decides everything random: one seed, one result.") @Default("0")
        long seed,

        @Doc("The policy.") PolicyRecipe policy,
        @Doc("Where it acts.") EnvironmentRecipe environment,
        @Doc("Threads and memory.") ComputeRecipe compute,
        @Doc("Processes of this host.") ParallelRecipe parallel,
        @Doc("Supervised learning on demonstrations.") SftRecipe sft,
        @Doc("Reinforcement learning.") RlRecipe rl,
        @Doc("Measuring.") EvaluationRecipe evaluation,

        @Doc("Training steps between two checkpoints; one is also written after each part.")
        @Range(min = 1)
        @Default("50")
        int checkpointEvery,

        @Doc("Which checkpoints stay.") CheckpointsRecipe checkpoints) {
    private static final int ANY_LENGTH = 1;

    public Recipe {
        boolean chunks = rl.algorithm().algorithm(ANY_LENGTH).needsChunks();
        if (chunks && !environment.hasTurns()) {
            throw new IllegalArgumentException(
                    "rl.algorithm: %s tells the turns of an episode apart, and this environment has one turn; use topr, gspo or grpo"
                            .formatted(rl.algorithm().kind()));
        }
    }

    public Recipe withPolicy(PolicyRecipe other) {
        return new Recipe(
                name, seed, other, environment, compute, parallel, sft, rl, evaluation, checkpointEvery, checkpoints);
    }

    public Recipe withEnvironment(EnvironmentRecipe other) {
        return new Recipe(
                name, seed, policy, other, compute, parallel, sft, rl, evaluation, checkpointEvery, checkpoints);
    }
}
