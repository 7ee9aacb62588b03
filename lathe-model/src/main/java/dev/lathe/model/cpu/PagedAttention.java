package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.vector.Memory;

/**
 * Lets the rows of a tile attend to their sequence's pages: {@code softmax(q k^T / sqrt(headDim)) v}, each row seeing the positions up to
 * its own. What a row gets is computed in the same order whatever else is in its tile.
 */
final class PagedAttention {
    /** Queries of a tile: rows by the query heads that share a key-value head. */
    private static final int QUERIES = 12;

    private final PagedCache cache;
    private final Pages pages;
    private final boolean brain;
    private final int bytes;
    private final int heads;
    private final int group;
    private final int headDim;
    private final int fused;
    private final int mixed;
    private final float scale;

    PagedAttention(DecoderConfig config, CpuPrecision precision, PagedCache cache) {
        this.cache = cache;
        pages = cache.pages();
        brain = precision.brain();
        bytes = precision.bytes();
        heads = config.keyValueHeads();
        group = config.heads() / config.keyValueHeads();
        headDim = config.headDim();
        fused = Widths.of(config).fused();
        mixed = Widths.of(config).mixed();
        scale = (float) (1 / Math.sqrt(headDim));
    }

    /** Returns the most rows of a tile. */
    static int tileRows(DecoderConfig config) {
        return Math.max(1, QUERIES * config.keyValueHeads() / config.heads());
    }

    /** Returns how many key-value heads there are, each of which is a task of its own. */
    int heads() {
        return heads;
    }

    /**
     * Attends with the queries of one key-value head.
     *
     * @param rows queries, keys and values {@code [rows, fused]}, queries turned
     * @param out {@code [rows, mixed]}
     */
    void attend(int layer, int head, Batch batch, Batch.Tile tile, long rows, long out, Scratch scratch) {
        int[] table = batch.tables()[tile.row()];
        int last = batch.positions()[tile.row()] + tile.count();
        int count = Math.ceilDiv(last, Pages.TOKENS);
        int queries = tile.count() * group;
        int filled = Panels.roundUp(queries, Pages.QUERIES);
        long stride = (long) count * Pages.TOKENS;
        long query = scratch.atLeast(4L * filled * (headDim + stride + pages.width() + 1) + 4L * LANES);
        long weights = query + 4L * filled * headDim;
        long sums = weights + 4L * filled * stride;
        long total = sums + 4L * filled * pages.width();
        for (int i = 0; i < queries; i++) {
            copy(query(rows, head, tile, i), query + 4L * headDim * i);
        }
        for (int page = 0; page < count; page++) {
            long keys = cache.keys(table[page], layer, head);
            for (int i = 0; i < filled; i += Pages.QUERIES) {
                long to = weights + 4 * (stride * i + (long) Pages.TOKENS * page);
                pages.scores(query + 4L * headDim * i, keys, to, stride);
            }
        }
        for (int i = 0; i < queries; i++) {
            int seen = batch.positions()[tile.row()] + i / group + 1;
            Memory.putFloat(
                    query + 4L * i,
                    SoftMax.apply(weights + 4 * stride * i, seen, Panels.roundUp(seen, Pages.TOKENS), total));
            SoftMax.clear(weights + 4 * stride * i, Panels.roundUp(seen, Pages.TOKENS), (int) stride);
        }
        Memory.clear(sums, 4L * filled * pages.width());
        for (int page = 0; page < count; page++) {
            long values = cache.values(table[page], layer, head);
            int tokens = Math.min(Pages.TOKENS, last - page * Pages.TOKENS);
            for (int i = 0; i < filled; i += Pages.QUERIES) {
                long from = weights + 4 * (stride * i + (long) Pages.TOKENS * page);
                pages.mix(from, stride, values, tokens, sums + 4L * pages.width() * i);
            }
        }
        for (int i = 0; i < queries; i++) {
            write(sums + 4L * pages.width() * i, Memory.getFloat(query + 4L * i), out, head, tile, i);
        }
    }

    private long query(long rows, int head, Batch.Tile tile, int i) {
        return rows + 4L * ((long) fused * (tile.row() + i / group) + (long) headDim * (head * group + i % group));
    }

    private void copy(long from, long to) {
        for (int i = 0; i < headDim; i++) {
            Memory.putFloat(to + 4L * i, scale * Memory.getFloat(from + 4L * i));
        }
    }

    private void write(long sums, float total, long out, int head, Batch.Tile tile, int i) {
        long first = (long) mixed * (tile.row() + i / group) + (long) headDim * (head * group + i % group);
        float factor = 1 / total;
        int d = 0;
        for (; d + LANES <= headDim; d += LANES) {
            Memory.putInput(
                    out + bytes * (first + d), Memory.floats(sums + 4L * d).mul(factor), brain);
        }
        for (; d < headDim; d++) {
            Memory.putInput(out + bytes * (first + d), Memory.getFloat(sums + 4L * d) * factor, brain);
        }
    }
}
