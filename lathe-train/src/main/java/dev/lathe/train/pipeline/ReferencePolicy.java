package dev.lathe.train.pipeline;

import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.ComputeRecipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Holds the policy that reinforcement began with, which penalties compare with and which never learns. It is opened when it is asked
 * for.
 */
final class ReferencePolicy implements AutoCloseable {
    private final Path checkpoint;
    private final ComputeRecipe compute;
    private final Team team;
    private @Nullable Opened opened;

    /** Prepares to open the checkpoint that was written when reinforcement began. */
    ReferencePolicy(Path checkpoint, ComputeRecipe compute, Team team) {
        this.checkpoint = checkpoint;
        this.compute = compute;
        this.team = team;
    }

    /** Is the policy while it is in memory. */
    private record Opened(Policy policy, TrainingEngine engine) {
        void close() {
            engine.close();
            policy.close();
        }
    }

    private Opened opened() {
        if (opened == null) {
            Policy policy = Policies.open(checkpoint).on(EngineSizes.device(compute));
            opened = new Opened(
                    policy,
                    Engines.of(
                            team,
                            policy.config(),
                            policy.parameters(),
                            Learner.NONE::over,
                            Learner.NONE.gradientClip(),
                            compute));
        }
        return opened;
    }

    /** Returns the policy as what reads tokens, for use until {@link #rest}. */
    TrainingEngine engine() {
        return opened().engine();
    }

    /** Returns the policy as what says whole distributions, for use until {@link #rest}. */
    LanguageModel model() {
        Policy policy = opened().policy();
        return new LanguageModel(policy.config(), policy.parameters());
    }

    /** Gives its memory back, where roles make room for each other. */
    void rest() {
        if (compute.offload()) {
            close();
        }
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
