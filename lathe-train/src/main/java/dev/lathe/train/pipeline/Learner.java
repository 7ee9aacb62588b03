package dev.lathe.train.pipeline;

import dev.lathe.tensor.Combined;
import dev.lathe.tensor.Optimizer;
import dev.lathe.train.recipe.AdapterRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what learns, and how.
 *
 * @param optimizer how gradients move it; null if nothing learns
 * @param adapter what learns; the whole model if null
 * @param seed of what an adapter begins with
 */
record Learner(
        @Nullable OptimizerRecipe optimizer, @Nullable AdapterRecipe adapter, long seed) {
    /** Learns nothing, and remembers nothing of parameters. */
    static final Learner NONE = new Learner(null, null, 0);

    /** Learns with the whole model. */
    static Learner whole(OptimizerRecipe optimizer) {
        return new Learner(optimizer, null, 0);
    }

    /** Starts an optimiser over parameters. */
    Optimizer over(Share share) {
        return over(share, Set.of());
    }

    /**
     * Starts an optimiser over parameters of which some are not the model's own.
     *
     * @param beside the names of these, which learn in any case
     */
    Optimizer over(Share share, Set<String> beside) {
        if (optimizer == null) {
            return new Combined(List.of());
        }
        return adapter == null
                ? Optimizers.of(optimizer, share.changed(), share.parts())
                : new AdapterOptimizer(optimizer, adapter, seed).over(share, beside);
    }

    /** Returns which of some parameters change. */
    Set<String> changes(Set<String> parameters) {
        return adapter == null
                ? parameters
                : parameters.stream().filter(adapter::changes).collect(Collectors.toSet());
    }

    /** Returns the largest norm of all gradients together: of those of an adapter, where one learns. */
    double gradientClip() {
        return optimizer == null ? Double.MAX_VALUE : optimizer.gradientClip();
    }
}
