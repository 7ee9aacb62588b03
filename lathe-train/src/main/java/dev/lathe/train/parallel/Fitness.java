package dev.lathe.train.parallel;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;

/** Refuses to spread a model over processes into which its shape does not divide. */
public final class Fitness {
    private Fitness() {}

    /**
     * Checks that a model can be spread as a recipe says, and that this machine has the memory.
     *
     * @param stateNumbers what the optimiser remembers of each parameter
     * @throws UserError if not: one line that says what would
     */
    public static void require(ParallelRecipe recipe, DecoderConfig model, int stateNumbers) {
        requireHeads(recipe.tensor(), model);
        for (int layer = 0; recipe.tensor() > 1 && layer < model.layers(); layer++) {
            requireWidth(recipe.tensor(), layer, model.layer(layer).feedForward());
        }
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
        MemoryNeed.require(recipe, model, stateNumbers);
    }

    private static void requireHeads(int tensor, DecoderConfig model) {
        if (model.keyValueHeads() % tensor != 0) {
            throw new UserError("parallel.tensor: %d does not divide the model's %d heads of keys and values%s"
                    .formatted(tensor, model.keyValueHeads(), allowed(model.keyValueHeads())));
        }
    }

    private static void requireWidth(int tensor, int layer, FeedForward inside) {
        int width = switch (inside) {
            case FeedForward.Dense dense -> dense.width();
            case FeedForward.Experts experts -> experts.width();
        };
        if (width % tensor != 0) {
            throw new UserError(
                    "parallel.tensor: %d does not divide the width %d inside layer %d".formatted(tensor, width, layer));
        }
    }

    private static void requireExperts(int processes, DecoderConfig model) {
        boolean any = false;
        for (int layer = 0; layer < model.layers(); layer++) {
            if (model.layer(layer).feedForward() instanceof FeedForward.Experts experts) {
                any = true;
                if (experts.count() % processes != 0) {
                    throw new UserError("parallel.expert: %d does not divide the model's %d experts%s"
                            .formatted(processes, experts.count(), allowed(experts.count())));
                }
            }
        }
        if (!any) {
            throw new UserError(
                    "parallel.expert: the model has no experts to divide among %d processes".formatted(processes));
        }
    }

    private static String allowed(int number) {
        StringBuilder divisors = new StringBuilder();
        for (int divisor = 1; divisor <= number; divisor++) {
            if (number % divisor == 0) {
                divisors.append(divisors.isEmpty() ? "" : ", ").append(divisor);
            }
        }
        return "; allowed: " + divisors;
    }
}
