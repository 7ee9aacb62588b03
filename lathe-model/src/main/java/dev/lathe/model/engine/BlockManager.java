package dev.lathe.model.engine;

import java.util.OptionalInt;

/**
 * Gives sequences their blocks: those that hold their first tokens already, which are shared, and new ones. What a sequence has put
 * into full blocks can be found by others at once, its last block after it has ended.
 */
final class BlockManager {
    private final int blockSize;
    private final PrefixCache cache;
    private final BlockPool pool;

    BlockManager(int blocks, int blockSize) {
        this.blockSize = blockSize;
        cache = new PrefixCache(blocks);
        pool = new BlockPool(blocks, cache::remove);
    }

    int blocks() {
        return pool.size();
    }

    int available() {
        return pool.available();
    }

    int cached() {
        return pool.idle();
    }

    BlockPool pool() {
        return pool;
    }

    /** Gives a sequence without blocks those that hold its first tokens, never all: the last token's logits are needed; none where all are. */
    void reuse(Sequence sequence) {
        if (sequence.wanted() != Sequence.Wanted.NEXT) {
            return;
        }
        int usable = sequence.length() - 1;
        while (sequence.computed() + blockSize <= usable) {
            OptionalInt block = find(sequence, sequence.blocks().size());
            if (block.isEmpty()) {
                break;
            }
            pool.share(block.getAsInt());
            sequence.blocks().add(block.getAsInt());
            sequence.compute(blockSize);
        }
        reuseTail(sequence, usable);
    }

    private OptionalInt find(Sequence sequence, int place) {
        return cache.find(sequence.prefix(place, blockSize), tokens(sequence, place));
    }

    private int[] tokens(Sequence sequence, int place) {
        return sequence.tokens(place * blockSize, (place + 1) * blockSize);
    }

    private void reuseTail(Sequence sequence, int usable) {
        int start = sequence.computed();
        int[] wanted = sequence.tokens(start, Math.min(usable, start + blockSize));
        PrefixCache.Tail tail = cache.findTail(sequence.prefix(sequence.blocks().size(), blockSize), wanted);
        if (tail != null) {
            cache.remove(tail.block());
            pool.share(tail.block());
            sequence.blocks().add(tail.block());
            sequence.compute(tail.tokens());
        }
    }

    /** Adds new blocks until a sequence has room for its first {@code length} tokens; returns false, and adds none, if they lack. */
    boolean reserve(Sequence sequence, int length) {
        int missing = missing(sequence, length);
        if (missing > pool.available()) {
            return false;
        }
        BlockTable table = sequence.blocks();
        for (int i = 0; i < missing; i++) {
            table.add(pool.take(table.last()).orElseThrow());
        }
        return true;
    }

    private int missing(Sequence sequence, int length) {
        return Math.ceilDiv(length, blockSize) - sequence.blocks().size();
    }

    /** Lets others find the full blocks among the tokens that the next pass computes. */
    void publish(Sequence sequence, int before) {
        for (int place = before / blockSize; (place + 1) * blockSize <= sequence.computed(); place++) {
            cache.put(sequence.blocks().get(place), sequence.prefix(place, blockSize), tokens(sequence, place));
        }
    }

    /** Takes all blocks of a sequence; what they hold can still be found until they are needed. */
    void release(Sequence sequence) {
        BlockTable table = sequence.blocks();
        int full = sequence.computed() / blockSize;
        int rest = sequence.computed() % blockSize;
        if (rest > 0) {
            int[] tokens = sequence.tokens(full * blockSize, full * blockSize + rest);
            cache.putTail(table.get(full), sequence.prefix(full, blockSize), tokens);
        }
        // what comes later is of less use to others: it is evicted first
        for (int place = table.size() - 1; place >= 0; place--) {
            int block = table.get(place);
            pool.putDown(block, cache.knows(block));
        }
        table.clear();
        sequence.forgetComputed();
    }

    /** Forgets everything that is cached for nobody in particular; what sequences hold, others do not find any more. */
    void forget() {
        pool.forget();
        cache.clear();
    }
}
