package dev.lathe.train.pipeline;

import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.recipe.AdapterRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what learns, and how.
 *
 * @param optimizer how gradients move it
 * @param adapter what learns; the whole model if null
 * @param seed of what an adapter begins with
 */
record Learner(OptimizerRecipe optimizer, @Nullable AdapterRecipe adapter, long seed) {
    /** Learns with the whole model. */
    static Learner whole(OptimizerRecipe optimizer) {
        return new Learner(optimizer, null, 0);
    }

    /** Starts an optimiser over parameters. */
    Optimizer over(SequencedMap<String, Tensor> parameters) {
        return over(parameters, Set.of());
    }

    /**
     * Starts an optimiser over parameters of which some are not the model's own.
     *
     * @param beside the names of these, which learn in any case
     */
    Optimizer over(SequencedMap<String, Tensor> parameters, Set<String> beside) {
        return adapter == null
                ? Optimizers.of(optimizer, parameters)
                : Optimizers.of(optimizer, adapter, parameters, beside, seed);
    }

    /** Returns which of some parameters change. */
    Set<String> changes(Set<String> parameters) {
        return adapter == null
                ? parameters
                : parameters.stream().filter(adapter::changes).collect(Collectors.toSet());
    }

    /** Returns the largest norm of the gradients of whole matrices; an adapter clips its own. */
    double gradientClip() {
        return adapter == null ? optimizer.gradientClip() : Double.MAX_VALUE;
    }
}
