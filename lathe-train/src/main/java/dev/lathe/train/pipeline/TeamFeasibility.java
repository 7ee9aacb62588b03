package dev.lathe.train.pipeline;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Placement;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.parallel.Fitness;
import dev.lathe.train.parallel.HostRoom;
import dev.lathe.train.recipe.AdapterRecipe;
import dev.lathe.train.recipe.ComputeRecipe;
import dev.lathe.train.recipe.LossRecipe;
import dev.lathe.train.recipe.MethodRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.recipe.TrainingPrecision;
import dev.lathe.train.recipe.TuneRecipe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
            requireSequences(parallel, phase.lessons(), "lessons of a step");
        }
        if (recipe.rl().steps() > 0) {
            requireSequences(parallel, recipe.rl().tasks() * recipe.rl().groupSize(), "episodes of a step");
        }
        requirePlaces(parallel, recipe.compute());
        if (parallel.sequence() > 1 && recipe.rl().algorithm().algorithm(1).needsDivergences()) {
            throw new UserError(
                    "parallel.sequence: %s compares whole predictions, which are not divided; use data, or reward_kl: {estimator: k3}"
                            .formatted(recipe.rl().algorithm().kind()));
        }
        requirePrecision(parallel, recipe.compute());
        Policies.config(recipe.policy()).ifPresent(model -> {
            requireModel(parallel, model);
            Algorithm algorithm = recipe.rl().algorithm().algorithm(1);
            int others = (algorithm.needsReference() || algorithm.needsDivergences() ? 1 : 0)
                    + (algorithm.needsCritic() ? 1 : 0);
            requireMemory(
                    forecast(parallel, model, recipe.rl().adapter(), recipe.rl().optimizer(), recipe.compute())
                            .with(others, served(model, recipe.compute())),
                    recipe.compute());
        });
    }

    private static void requirePlaces(ParallelRecipe parallel, ComputeRecipe compute) {
        HostRoom.here().require(parallel);
        Placement.require("compute.device", compute.device(), parallel.processes());
    }

    private static void requireMemory(MemoryForecast forecast, ComputeRecipe compute) {
        long memory = HostRoom.here().memory();
        Device device = EngineSizes.device(compute);
        if (device.kind() == Device.Kind.CPU) {
            forecast.require(memory);
        } else {
            forecast.require(memory, device, device.memory());
        }
    }

    private static int served(DecoderConfig model, ComputeRecipe compute) {
        if (model.hiddenSize() < Policy.WIDTH_THAT_PAYS) {
            // from the parameters themselves
            return 0;
        }
        return switch (compute.rolloutDtype()) {
            case FLOAT32 -> Float.BYTES;
            case BFLOAT16 -> Short.BYTES;
            case INT8 -> Byte.BYTES;
        };
    }

    /**
     * Checks a recipe that learns from data.
     *
     * @throws UserError if it cannot be: one line that says what would
     */
    static void require(TuneRecipe recipe) {
        ParallelRecipe parallel = recipe.parallel();
        requireSequences(parallel, recipe.batch(), "rows of a batch");
        requirePlaces(parallel, recipe.compute());
        boolean distills = recipe.method() instanceof MethodRecipe.Distill
                || recipe.method() instanceof MethodRecipe.OnPolicyDistill;
        if (distills && parallel.sequence() > 1) {
            throw new UserError(
                    "parallel.sequence: distillation compares whole predictions, which are not divided; use data");
        }
        if (recipe.method() instanceof MethodRecipe.OnPolicyDistill && apart(parallel)) {
            throw new UserError(
                    "parallel: on_policy_distill writes in every process, which needs the whole model there;"
                            + " use data, with shard: none or optimizer");
        }
        requirePrecision(parallel, recipe.compute());
        Policies.config(recipe.policy()).ifPresent(model -> {
            requireModel(parallel, model);
            requireMemory(
                    forecast(parallel, model, recipe.adapter(), recipe.optimizer(), recipe.compute())
                            .with(compares(recipe.method()) ? 1 : 0, 0),
                    recipe.compute());
        });
    }

    /** Returns whether a method compares with the policy that it began with. */
    private static boolean compares(MethodRecipe method) {
        return method instanceof MethodRecipe.Kto
                || (method instanceof MethodRecipe.Preference(LossRecipe loss)
                        && loss.loss().needsReference());
    }

    private static boolean apart(ParallelRecipe parallel) {
        return parallel.tensor() * parallel.pipeline() * parallel.expert() > 1 || parallel.shard() == Shard.PARAMETERS;
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

    private static void requireModel(ParallelRecipe parallel, DecoderConfig model) {
        if (parallel.processes() > 1) {
            Fitness.require(parallel, model);
        }
    }

    private static MemoryForecast forecast(
            ParallelRecipe parallel,
            DecoderConfig model,
            @Nullable AdapterRecipe adapter,
            OptimizerRecipe optimizer,
            ComputeRecipe compute) {
        Map<String, long[]> shapes = Parameters.shapes(model);
        long learned = shapes.entrySet().stream()
                .filter(shape -> adapter == null || adapter.changes(shape.getKey()))
                .mapToLong(shape -> Tensor.elements(shape.getValue()))
                .sum();
        int moments = optimizer instanceof OptimizerRecipe.Muon ? 1 : 2;
        return new MemoryForecast(
                parallel,
                shapes.values().stream().mapToLong(Tensor::elements).sum(),
                learned,
                // of a matrix with an adapter what it was at first is kept, and hardly more
                adapter == null ? moments : 1,
                EngineSizes.shared(EngineSizes.training(compute), parallel).workers(),
                compute.trainingDtype() == TrainingPrecision.BFLOAT16,
                0,
                0);
    }
}
