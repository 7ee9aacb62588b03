package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import dev.lathe.train.data.DataRecipe;
import org.jspecify.annotations.Nullable;

/** A recipe of a pipeline that learns from data: what `lathe train` does with a recipe that has a method. */
@Doc("Trains a model on data: imitation, preferences, a reward model, distillation.")
public record TuneRecipe(
        @Doc("Name of the recipe, for reports.") String name,

        @Doc("Decides everything random: one seed, one result.") @Default("0")
        long seed,

        @Doc("The model.") PolicyRecipe policy,
        @Doc("How it learns.") MethodRecipe method,
        @Doc("What it learns from.") DataRecipe data,
        @Doc("Threads and memory.") ComputeRecipe compute,
        @Doc("Processes of this host.") ParallelRecipe parallel,

        @Doc("Optimiser steps.") @Range(min = 1) int steps,

        @Doc("Rows a step.") @Range(min = 1) @Default("16") int batch,

        @Doc("The optimiser.") @Default("{kind: adamw, learning_rate: 1e-5}")
        OptimizerRecipe optimizer,

        @Doc(
                "An adapter, which then is all that learns, with the head of a reward model; the whole model learns if not given.")
        @Nullable
        AdapterRecipe adapter,

        @Doc("Steps in which the learning rate rises from 0.") @Range(min = 0) @Default("10")
        int warmup,

        @Doc("How the learning rate falls after its rise.") @Default("linear")
        ScheduleShape schedule,

        @Doc("Share of the highest learning rate that is left at the end, unless it is constant.")
        @Range(min = 0, max = 1)
        @Default("0.1")
        double finalRate,

        @Doc("Steps between two measurements on held-out rows; also before the first and after the last.")
        @Range(min = 1)
        @Default("50")
        int evaluateEvery,

        @Doc("Training steps between two checkpoints; one is also written at the end.") @Range(min = 1) @Default("50")
        int checkpointEvery,

        @Doc("Which checkpoints stay.") CheckpointsRecipe checkpoints) {

    public TuneRecipe withPolicy(PolicyRecipe other) {
        return new TuneRecipe(
                name,
                seed,
                other,
                method,
                data,
                compute,
                parallel,
                steps,
                batch,
                optimizer,
                adapter,
                warmup,
                schedule,
                finalRate,
                evaluateEvery,
                checkpointEvery,
                checkpoints);
    }

    public TuneRecipe withData(DataRecipe other) {
        return new TuneRecipe(
                name,
                seed,
                policy,
                method,
                other,
                compute,
                parallel,
                steps,
                batch,
                optimizer,
                adapter,
                warmup,
                schedule,
                finalRate,
                evaluateEvery,
                checkpointEvery,
                checkpoints);
    }
}
