package dev.lathe.model.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * Hands out blocks and counts who holds them. A block that nobody holds is free, or idle: its contents may be wanted again, and it is
 * evicted when no block is free, the one that was put down first before the others.
 */
final class BlockPool {
    private final int[] holders;
    private final BitSet free = new BitSet();
    private final LinkedHashSet<Integer> idle = new LinkedHashSet<>();
    private final IntConsumer onEviction;

    BlockPool(int blocks, IntConsumer onEviction) {
        holders = new int[blocks];
        free.set(0, blocks);
        this.onEviction = onEviction;
    }

    int size() {
        return holders.length;
    }

    /** Returns how many blocks can be taken. */
    int available() {
        return free.cardinality() + idle.size();
    }

    int idle() {
        return idle.size();
    }

    /**
     * Takes a block that can be written.
     *
     * @param previous the block before it in its sequence, or -1: neighbours are read faster
     */
    OptionalInt take(int previous) {
        OptionalInt block = free.isEmpty() ? evict() : OptionalInt.of(place(previous));
        block.ifPresent(taken -> {
            free.clear(taken);
            holders[taken] = 1;
        });
        return block;
    }

    /** Holds a block whose contents are wanted again. */
    void share(int block) {
        idle.remove(block);
        holders[block]++;
    }

    /** Lets go of a block; once nobody holds it, it is idle or free. */
    void putDown(int block, boolean wantedAgain) {
        if (holders[block] == 0) {
            throw new IllegalStateException("nobody holds block " + block);
        }
        holders[block]--;
        if (holders[block] > 0) {
            return;
        }
        if (wantedAgain) {
            idle.add(block);
        } else {
            free.set(block);
        }
    }

    /** Frees every idle block. */
    void forget() {
        idle.forEach(free::set);
        idle.clear();
    }

    /** Returns how often each block is held. */
    int[] holders() {
        return Arrays.copyOf(holders, holders.length);
    }

    private OptionalInt evict() {
        if (idle.isEmpty()) {
            return OptionalInt.empty();
        }
        int block = idle.removeFirst();
        onEviction.accept(block);
        return OptionalInt.of(block);
    }

    private int place(int previous) {
        return previous >= 0 && free.get(previous + 1) ? previous + 1 : startOfSequence();
    }

    /** Finds the longest free run, and leaves its first half to the sequence that ends before it. */
    private int startOfSequence() {
        int best = 0;
        int longest = 0;
        for (int start = free.nextSetBit(0); start >= 0; ) {
            int end = free.nextClearBit(start);
            if (end - start > longest) {
                longest = end - start;
                best = start;
            }
            start = free.nextSetBit(end);
        }
        return best == 0 ? 0 : best + longest / 2;
    }
}
