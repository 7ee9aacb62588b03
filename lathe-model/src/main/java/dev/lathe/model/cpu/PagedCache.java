package dev.lathe.model.cpu;

import dev.lathe.model.DecoderConfig;

/** Holds the keys and values of numbered blocks; a block takes memory once something is put into it. */
final class PagedCache implements AutoCloseable {
    private final Pages pages;
    private final long[] blocks;
    private final long blockBytes;
    private final long layerBytes;
    private final Slabs slabs = new Slabs();

    PagedCache(DecoderConfig config, CpuPrecision precision, int blocks) {
        pages = precision.brain() ? new BrainPages(config.headDim()) : new FloatPages(config.headDim());
        this.blocks = new long[blocks];
        layerBytes = config.keyValueHeads() * (pages.keyBytes() + pages.valueBytes());
        blockBytes = config.layers() * layerBytes;
    }

    Pages pages() {
        return pages;
    }

    int blocks() {
        return blocks.length;
    }

    long bytes() {
        return slabs.bytes();
    }

    /** Gives memory to the blocks that positions from one to another are in. */
    void prepare(int[] table, int from, int to) {
        for (int i = from / Pages.TOKENS; i <= (to - 1) / Pages.TOKENS; i++) {
            if (blocks[table[i]] == 0) {
                blocks[table[i]] = slabs.take(blockBytes);
            }
        }
    }

    long keys(int block, int layer, int head) {
        return blocks[block] + layer * layerBytes + head * (pages.keyBytes() + pages.valueBytes());
    }

    long values(int block, int layer, int head) {
        return keys(block, layer, head) + pages.keyBytes();
    }

    @Override
    public void close() {
        slabs.close();
    }
}
