package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.train.parallel.Fitness;
import dev.lathe.train.recipe.ComputeRecipe;
import dev.lathe.train.recipe.MethodRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import dev.lathe.train.recipe.PolicyRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.recipe.TrainingPrecision;
import dev.lathe.train.recipe.TuneRecipe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Refuses recipes whose work cannot be spread as they say, before a process is started. */
final class TeamFeasibility {
    private TeamFeasibility() {}

    /**
     * Checks a recipe.
     *
     * @throws UserError if it cannot be: one line that says what would
     */
    static void require(Recipe recipe) {
        ParallelRecipe parallel = recipe.parallel();
        for (SftRecipe.Phase phase : recipe.sft().phases()) {
            requireSequences(
                    parallel,
                    Arrays.stream(SftRecipe.Part.values())
                            .mapToInt(phase::count)
                            .sum(),
                    "lessons of a step");
        }
        if (recipe.rl().steps() > 0) {
            requireSequences(parallel, recipe.rl().tasks() * recipe.rl().groupSize(), "episodes of a step");
        }
        if (parallel.sequence() > 1 && recipe.rl().algorithm().algorithm(1).needsDivergences()) {
            throw new UserError(
                    "parallel.sequence: %s compares whole predictions, which are not divided; use data, or reward_kl: {estimator: k3}"
                            .formatted(recipe.rl().algorithm().kind()));
        }
        requirePrecision(parallel, recipe.compute());
        requireModel(parallel, recipe.policy(), recipe.rl().optimizer());
    }

    /**
     * Checks a recipe that learns from data.
     *
     * @throws UserError if it cannot be: one line that says what would
     */
    static void require(TuneRecipe recipe) {
        ParallelRecipe parallel = recipe.parallel();
        requireSequences(parallel, recipe.batch(), "rows of a batch");
        boolean distills = recipe.method() instanceof MethodRecipe.Distill
                || recipe.method() instanceof MethodRecipe.OnPolicyDistill;
        if (distills && parallel.sequence() > 1) {
            throw new UserError(
                    "parallel.sequence: distillation compares whole predictions, which are not divided; use data");
        }
        boolean apart =
                parallel.tensor() * parallel.pipeline() * parallel.expert() > 1 || parallel.shard() == Shard.PARAMETERS;
        if (recipe.adapter() != null && (apart || parallel.shard() != Shard.NONE)) {
            throw new UserError(
                    "parallel: the matrices of an adapter are not divided; use data or sequence, with shard: none");
        }
        if (recipe.method() instanceof MethodRecipe.OnPolicyDistill && apart) {
            throw new UserError(
                    "parallel: on_policy_distill writes in every process, which needs the whole model there;"
                            + " use data, with shard: none or optimizer");
        }
        requirePrecision(parallel, recipe.compute());
        requireModel(parallel, recipe.policy(), recipe.optimizer());
    }

    private static void requireSequences(ParallelRecipe parallel, int sequences, String what) {
        if (parallel.data() > sequences) {
            throw new UserError("parallel.data: %d processes are more than the %d %s; allowed: 1 to %d"
                    .formatted(parallel.data(), sequences, what, sequences));
        }
    }

    private static void requirePrecision(ParallelRecipe parallel, ComputeRecipe compute) {
        if (parallel.shard() == Shard.PARAMETERS && compute.trainingDtype() != TrainingPrecision.FLOAT32) {
            throw new UserError(
                    "parallel.shard: parameters are shared out in float32; use compute.training_dtype: float32,"
                            + " or shard: optimizer");
        }
    }

    private static void requireModel(ParallelRecipe parallel, PolicyRecipe policy, OptimizerRecipe optimizer) {
        if (parallel.processes() > 1) {
            int stateNumbers = optimizer instanceof OptimizerRecipe.Muon ? 1 : 2;
            Fitness.require(parallel, config(policy), stateNumbers);
        }
    }

    private static DecoderConfig config(PolicyRecipe policy) {
        return switch (policy) {
            case PolicyRecipe.FromScratch sizes -> Policies.shape(sizes, 1, 1, List.of(), OptionalInt.empty());
            case PolicyRecipe.Pretrained(Path path) -> Checkpoint.inspect(path).config();
            case PolicyRecipe.Shrunk(Path path, int layers) -> {
                DecoderConfig whole = Checkpoint.inspect(path).config();
                yield layers <= whole.layers() && whole.plain() ? Shrinking.shrunk(whole, layers) : whole;
            }
        };
    }
}
