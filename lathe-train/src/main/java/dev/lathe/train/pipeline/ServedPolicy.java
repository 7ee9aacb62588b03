package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.recipe.ComputeRecipe;
import java.nio.file.Path;

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
     * @throws dev.lathe.core.UserError if it cannot be opened
     */
    static ServedPolicy open(Path model, ComputeRecipe compute) {
        Policy policy = Policies.open(model);
        EngineOptions options = new EngineOptions(
                compute.workers(),
                compute.threadsPerWorker(),
                compute.conversations(),
                compute.conversationTokens(),
                InferenceEngine.Admission.BARRIER);
        return new ServedPolicy(policy, policy.serve(options, compute.rolloutDtype()));
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
