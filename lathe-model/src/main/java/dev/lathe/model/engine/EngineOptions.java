package dev.lathe.model.engine;

/**
 * Sizes an engine.
 *
 * @param shards threads that decode, each for its share of the conversations
 * @param threadsPerShard threads inside one operation
 * @param conversations how many conversations may be open at once, over all shards
 * @param capacity the most tokens a conversation may have
 * @param admission when requests join the batch
 */
public record EngineOptions(
        int shards, int threadsPerShard, int conversations, int capacity, InferenceEngine.Admission admission) {
    public EngineOptions {
        requirePositive("shards", shards);
        requirePositive("threadsPerShard", threadsPerShard);
        requirePositive("conversations", conversations);
        requirePositive("capacity", capacity);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }
}
