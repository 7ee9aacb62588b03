package dev.lathe.model.cpu;

/** Holds what a pass computes, for as many rows as the largest pass so far had; what rows are filled up by stays zero. */
final class Buffers implements AutoCloseable {
    private final Widths widths;
    private final int vocabulary;
    private final int bytes;
    private Slabs rows = new Slabs();
    private Slabs last = new Slabs();
    private int capacity;
    private int wanted;

    /** The residual stream, {@code [rows, hidden]}. */
    long stream;

    /** What norms give, {@code [rows, hidden]}. */
    long normed;

    /** Queries, keys and values, {@code [rows, fused]}. */
    long fused;

    /** What attention gives, {@code [rows, mixed]}. */
    long mixed;

    /** What the feed-forward block's gate gives, {@code [rows, wide]}. */
    long wide;

    /** Float32 {@code [rows, vocabulary]}. */
    long logits;

    Buffers(Widths widths, int vocabulary, CpuPrecision precision) {
        this.widths = widths;
        this.vocabulary = vocabulary;
        bytes = precision.bytes();
    }

    /** Makes room for a number of rows, and of rows with logits. */
    void prepare(int count, int drawn) {
        if (count > capacity) {
            capacity = Panels.roundUp(count, Panels.ROWS);
            rows.close();
            rows = new Slabs();
            stream = rows.take(4L * capacity * widths.hidden());
            normed = rows.take((long) bytes * capacity * widths.hidden());
            // whoever reads a value in vectors reads beyond the last
            fused = rows.take(4L * capacity * widths.fused() + 4L * Panels.WIDTH);
            mixed = rows.take((long) bytes * capacity * widths.mixed());
            wide = rows.take((long) bytes * capacity * widths.wide());
        }
        if (drawn > wanted) {
            wanted = Panels.roundUp(drawn, Panels.QUAD);
            last.close();
            last = new Slabs();
            logits = last.take(4L * wanted * vocabulary);
        }
    }

    /** Gives the memory back; the next pass takes it again. */
    void release() {
        close();
        rows = new Slabs();
        last = new Slabs();
        capacity = 0;
        wanted = 0;
    }

    long bytes() {
        return rows.bytes() + last.bytes();
    }

    @Override
    public void close() {
        rows.close();
        last.close();
    }
}
