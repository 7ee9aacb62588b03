package dev.lathe.model.engine;

import dev.lathe.tensor.Device;

/**
 * Sizes an engine.
 *
 * @param shards threads that decode, each for its share of the requests
 * @param threadsPerShard threads inside one operation
 * @param conversations how many conversations may be open at once, over all shards
 * @param capacity the most tokens that a prompt and its reply may have together
 * @param admission when conversations' requests join the batch
 * @param cacheTokens how many tokens' keys and values the caches of all shards hold together
 * @param passes how much a shard computes at once
 * @param device where a runner that computes by libtorch has its weights and its cache
 */
public record EngineOptions(
        int shards,
        int threadsPerShard,
        int conversations,
        int capacity,
        InferenceEngine.Admission admission,
        long cacheTokens,
        Passes passes,
        Device device) {
    /** A multiple of every size of block, so that no conversation lacks the rest of its last one. */
    private static final int ROUNDING = 64;

    /**
     * Bounds a shard's passes.
     *
     * @param running the most requests in the batch at once; others wait
     * @param tokens the most tokens of one pass, at least {@code running}; longer prompts are computed in pieces
     * @param fixedRows 0, or the number of rows that every pass is filled up to, so that a request's numbers do not depend on what else
     *     is in the batch
     */
    public record Passes(int running, int tokens, int fixedRows) {
        private static final Passes USUAL = new Passes(256, 1024, 0);

        public Passes {
            requirePositive("running", running);
            if (tokens < running) {
                throw new IllegalArgumentException(
                        "a pass must have at least as many tokens as there are running (%d): %d"
                                .formatted(running, tokens));
            }
            if (fixedRows < 0) {
                throw new IllegalArgumentException("fixedRows must be 0 or more: " + fixedRows);
            }
        }
    }

    public EngineOptions {
        requirePositive("shards", shards);
        requirePositive("threadsPerShard", threadsPerShard);
        requirePositive("conversations", conversations);
        requirePositive("capacity", capacity);
        if (cacheTokens < (long) shards * capacity) {
            throw new IllegalArgumentException("cacheTokens must be at least %d, the capacity in each of %d shards: %d"
                    .formatted((long) shards * capacity, shards, cacheTokens));
        }
    }

    /** Makes the usual choices, and a cache in which every conversation has room for all its tokens. */
    public EngineOptions(
            int shards, int threadsPerShard, int conversations, int capacity, InferenceEngine.Admission admission) {
        this(
                shards,
                threadsPerShard,
                conversations,
                capacity,
                admission,
                roomForAll(shards, conversations, capacity),
                Passes.USUAL,
                Device.cpu());
    }

    private static long roomForAll(int shards, int conversations, int capacity) {
        long each = (capacity + ROUNDING - 1L) / ROUNDING * ROUNDING;
        return Math.max(1, shards) * Math.ceilDiv((long) conversations, Math.max(1, shards)) * each;
    }

    public EngineOptions withCacheTokens(long value) {
        return new EngineOptions(shards, threadsPerShard, conversations, capacity, admission, value, passes, device);
    }

    public EngineOptions withPasses(Passes value) {
        return new EngineOptions(
                shards, threadsPerShard, conversations, capacity, admission, cacheTokens, value, device);
    }

    /** Bounds the batch: how many requests run at once, and how many tokens one pass has. */
    public EngineOptions withBatch(int running, int tokens) {
        return withPasses(new Passes(running, tokens, passes.fixedRows));
    }

    public EngineOptions withFixedRows(int value) {
        return withPasses(new Passes(passes.running, passes.tokens, value));
    }

    public EngineOptions withDevice(Device value) {
        return new EngineOptions(
                shards, threadsPerShard, conversations, capacity, admission, cacheTokens, passes, value);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }
}
