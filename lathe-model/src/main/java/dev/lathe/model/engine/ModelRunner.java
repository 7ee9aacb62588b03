package dev.lathe.model.engine;

import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the model over a paged cache of keys and values. It owns the bytes of the cache; which block belongs to whom is decided
 * outside. All calls but the construction come from one thread.
 */
public interface ModelRunner extends AutoCloseable {
    /** Returns how many tokens a block holds. */
    int blockSize();

    /** Returns how many blocks the cache has; they are numbered from 0. */
    int blocks();

    /**
     * Takes over parameters under their Hugging Face names, which it reads until the next call and never writes or closes. What the
     * cache holds stays.
     *
     * @throws IllegalArgumentException if a parameter is missing
     */
    void load(Map<String, Tensor> parameters);

    /**
     * Takes over the same parameters again, of which only some have changed since.
     *
     * @param changed the names of those
     */
    default void reload(Map<String, Tensor> parameters, Set<String> changed) {
        load(parameters);
    }

    /**
     * Takes over the adapters that steps may name, in place of those before.
     *
     * @throws UserError if this runner cannot attach adapters
     */
    default void adapters(List<Adapter> adapters) {
        if (!adapters.isEmpty()) {
            throw new UserError("this engine computes models without adapters only; merge the adapter into the model");
        }
    }

    /**
     * Runs the model over the steps, as if one after another: a step may read the keys and values that the steps before it write.
     *
     * @param steps at least one, no two of one sequence unless they are consecutive pieces of it
     * @return the logits of the wanted rows, in the order of the steps and of the tokens in them; valid until the next call
     */
    Logits run(List<SequenceStep> steps);

    /**
     * Runs the model over the steps as {@link #run} does, and adds up the hidden states behind the last norm, step by step.
     *
     * @return {@code [steps, hidden]}, each the sum over the step's tokens
     */
    double[][] sumStates(List<SequenceStep> steps);

    /** Gives back the cache, whose contents are lost, and everything made from parameters. The next {@link #load} brings both back. */
    void release();

    /** Returns how many bytes the cache takes, and what was made from parameters. */
    long memory();

    @Override
    void close();
}
