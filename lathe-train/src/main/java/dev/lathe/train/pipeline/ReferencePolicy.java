package dev.lathe.train.pipeline;

import dev.lathe.train.engine.LanguageModel;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.ComputeRecipe;
import java.nio.file.Path;

/** Holds the policy that reinforcement began with, which penalties compare with and which never learns. */
final class ReferencePolicy implements AutoCloseable {
    private final Policy policy;
    private final TrainingEngine engine;

    /** Opens the checkpoint that was written when reinforcement began. */
    ReferencePolicy(Path checkpoint, ComputeRecipe compute, Team team) {
        policy = Policies.open(checkpoint);
        engine = Engines.of(
                team, policy.config(), policy.parameters(), Learner.NONE::over, Learner.NONE.gradientClip(), compute);
    }

    TrainingEngine engine() {
        return engine;
    }

    /** Returns the policy as what says whole distributions. */
    LanguageModel model() {
        return new LanguageModel(policy.config(), policy.parameters());
    }

    @Override
    public void close() {
        engine.close();
        policy.close();
    }
}
