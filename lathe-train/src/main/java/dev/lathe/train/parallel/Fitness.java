package dev.lathe.train.parallel;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.TensorShare;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;

/** Refuses to spread a model over processes into which its shape does not divide. */
public final class Fitness {
    private Fitness() {}

    /**
     * Checks that a model can be spread as a recipe says.
     *
     * @throws UserError if not: one line that says what would
     */
    public static void require(ParallelRecipe recipe, DecoderConfig model) {
        TensorShare.require("parallel.tensor", recipe.tensor(), model);
        if (recipe.pipeline() > model.layers()) {
            throw new UserError("parallel.pipeline: %d processes cannot each have one of the model's %d layers"
                    .formatted(recipe.pipeline(), model.layers()));
        }
        if (recipe.pipeline() > 1 && recipe.shard() == Shard.PARAMETERS) {
            throw new UserError("parallel.shard: parameters does not go with a pipeline of %d; use optimizer"
                    .formatted(recipe.pipeline()));
        }
        if (recipe.expert() > 1) {
            requireExperts(recipe.expert(), model);
        }
    }

    /** Checks that processes with different stretches of the same sequences have a token each. */
    static void requireTokens(int processes, long tokens) {
        if (tokens < processes) {
            throw new UserError("parallel.sequence: %d processes cannot share sequences of %d tokens; allowed: 1 to %d"
                    .formatted(processes, tokens, tokens));
        }
    }

    private static void requireExperts(int processes, DecoderConfig model) {
        boolean any = false;
        for (int layer = 0; layer < model.layers(); layer++) {
            if (model.layer(layer).feedForward() instanceof FeedForward.Experts experts) {
                any = true;
                if (experts.count() % processes != 0) {
                    throw new UserError("parallel.expert: %d does not divide the model's %d experts%s"
                            .formatted(processes, experts.count(), TensorShare.divisors(experts.count())));
                }
            }
        }
        if (!any) {
            throw new UserError(
                    "parallel.expert: the model has no experts to divide among %d processes".formatted(processes));
        }
    }
}
