package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import dev.lathe.core.UserError;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.engine.DividedRunner;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.recipe.ComputeRecipe;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a policy that is served and not trained.
 *
 * @param policy the policy
 * @param engine what serves it
 */
record ServedPolicy(Policy policy, InferenceEngine engine) implements AutoCloseable {
    /**
     * Opens a GGUF file or a Hugging Face folder.
     *
     * @throws UserError if it cannot be opened
     */
    static ServedPolicy open(Path model, ComputeRecipe compute) {
        Policy policy = Policies.open(model);
        return new ServedPolicy(policy, policy.serve(options(compute), compute.rolloutDtype()));
    }

    /**
     * Opens one that several processes compute together, in the first of them.
     *
     * @throws UserError if it cannot be opened, or is to be computed in another type than float32
     */
    static ServedPolicy open(Path model, ComputeRecipe compute, TensorTeam team) {
        if (compute.rolloutDtype() != CpuPrecision.FLOAT32) {
            throw new UserError("compute.rollout_dtype: several processes compute in float32 only");
        }
        Policy policy = Policies.open(model);
        return new ServedPolicy(
                policy,
                new LocalEngine(
                        policy.config(), policy.parameters(), divided(compute, team), DividedRunner.factory(team)));
    }

    /** Does another process's part of what the first computes. */
    static void follow(Path model, ComputeRecipe compute, TensorTeam team) {
        DividedRunner.follow(Checkpoint.open(model).config(), divided(compute, team), List.of(), team);
    }

    private static EngineOptions options(ComputeRecipe compute) {
        return EngineSizes.serving(compute, compute.workers(), compute.threadsPerWorker());
    }

    /** Shares the workers' threads among the processes. */
    private static EngineOptions divided(ComputeRecipe compute, TensorTeam team) {
        int threads = compute.workers() * compute.threadsPerWorker();
        return EngineSizes.serving(compute, 1, Math.max(1, threads / team.sums().size()));
    }

    /** Returns what plays the episodes of an environment. */
    <T extends Task> RolloutScheduler<T> scheduler(TaskSource<T> source) {
        return new RolloutScheduler<>(engine, source::environment, policy.chat(), source.reward());
    }

    @Override
    public void close() {
        engine.close();
        policy.close();
    }
}
