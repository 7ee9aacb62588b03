package dev.lathe.model.engine;

/**
 * Counts what an engine holds and has done; all shards together.
 *
 * @param running requests in the batch
 * @param waiting requests that wait to join it
 * @param blocks how many blocks the cache has
 * @param usedBlocks how many of them belong to running requests
 * @param cachedBlocks how many of the others hold keys and values that a later prompt may use
 * @param promptTokens tokens of all prompts that joined so far
 * @param cachedTokens how many of them were found in the cache
 * @param generatedTokens tokens written so far
 * @param finished requests that ended so far
 * @param preemptions how often a request had to leave the batch for want of memory
 * @param steps passes so far
 */
public record EngineStats(
        int running,
        int waiting,
        int blocks,
        int usedBlocks,
        int cachedBlocks,
        long promptTokens,
        long cachedTokens,
        long generatedTokens,
        long finished,
        long preemptions,
        long steps) {
    static final EngineStats NONE = new EngineStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    EngineStats plus(EngineStats other) {
        return new EngineStats(
                running + other.running,
                waiting + other.waiting,
                blocks + other.blocks,
                usedBlocks + other.usedBlocks,
                cachedBlocks + other.cachedBlocks,
                promptTokens + other.promptTokens,
                cachedTokens + other.cachedTokens,
                generatedTokens + other.generatedTokens,
                finished + other.finished,
                preemptions + other.preemptions,
                steps + other.steps);
    }
}
