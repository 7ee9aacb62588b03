package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Adapter;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves completions of one policy to many conversations at once. */
public interface InferenceEngine extends AutoCloseable {
    /** Says when requests join the batch. */
    enum Admission {
        /** As soon as they come, between two steps. */
        IMMEDIATE,
        /**
         * When every open conversation of a shard waits for a reply, in the order in which the conversations were opened. What else
         * is in a batch may change the last bits of a log-probability, because matrix kernels choose their order of summation by
         * shape, and so now and then a token. At barriers the batches follow from what the conversations ask and from nothing else:
         * opened in the same order before the first of them asks, with the same sizes of the engine and on the same machine, they
         * get the same tokens and the same bits however threads are timed.
         */
        BARRIER
    }

    /** Says what becomes of requests that are being served when the weights change. */
    enum InFlight {
        /** They go on: what the cache holds of them is computed again with the new weights, and every token says which made it. */
        CONTINUE,
        /** They end, unfinished. */
        RETURN
    }

    /**
     * Takes a request, and returns at once.
     *
     * @throws IllegalArgumentException if the prompt is empty, leaves no room for a reply or has a token that the model does not know
     * @throws IllegalStateException if the engine is closed or has failed
     */
    Generation submit(GenerationRequest request);

    /**
     * Opens a conversation, and blocks until there is room for one.
     *
     * @throws IllegalStateException if the engine is closed
     */
    Conversation converse();

    /** Returns how many conversations may be open at once. */
    int conversations();

    /** Returns the most tokens that a prompt and its reply may have together. */
    int capacity();

    /** Returns how many tokens the model knows; they are numbered from 0. */
    int vocabulary();

    /** Returns the version of the weights in use. */
    PolicyVersion version();

    /**
     * Takes over the current weights of its model between two steps, and returns when that is done. Whoever writes to the weights
     * does so while no request is in flight.
     */
    void update(PolicyVersion version);

    /**
     * Takes over the current weights of its model as {@link #update(PolicyVersion)} does, where only some of them have changed: what
     * was made from the others stays.
     *
     * @param changed the names of those
     */
    default void update(PolicyVersion version, Set<String> changed) {
        update(version);
    }

    /**
     * Takes over other weights between two steps, and returns when that is done: the ones before are not read any more.
     *
     * @param parameters under their Hugging Face names, of the shapes of the ones before
     */
    void update(PolicyVersion version, Map<String, Tensor> parameters, InFlight inFlight);

    /**
     * Reads the weights now, and not when the first request comes. A runner that keeps weights in a form of its own reads the
     * parameters no more until {@link #update} or {@link #wake}.
     */
    void load();

    /**
     * Takes over the adapters that requests may name, in place of those before, between two steps.
     *
     * @throws dev.lathe.core.UserError if the engine's runner cannot attach adapters
     */
    void adapters(List<Adapter> adapters);

    /** Gives back the memory of the cache and of what was made from weights. Requests wait until {@link #wake}. */
    void sleep();

    /** Goes on after {@link #sleep}: requests that were in flight are computed again from their tokens. */
    void wake();

    EngineStats stats();

    @Override
    void close();
}
