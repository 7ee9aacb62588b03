package dev.lathe.model.engine;

import java.util.Arrays;

/** Lists the blocks of one sequence in the order of its tokens. */
final class BlockTable {
    private int[] blocks = new int[8];
    private int size;

    int size() {
        return size;
    }

    int get(int place) {
        return blocks[place];
    }

    /** Returns the last block, or -1. */
    int last() {
        return size == 0 ? -1 : blocks[size - 1];
    }

    void add(int block) {
        if (size == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * size);
        }
        blocks[size++] = block;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(blocks, size);
    }
}
