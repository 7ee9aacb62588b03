package dev.lathe.model.cpu;

/**
 * Reads and writes pages of keys and values: those of {@value #TOKENS} positions in one layer and key-value head. Keys lie position by
 * position within each of their dimensions, values dimension by dimension within each position, filled up to {@link #width}.
 */
sealed interface Pages permits FloatPages, BrainPages {
    int TOKENS = 32;

    /** Queries that are worked on at once; what belongs to one does not depend on the others. */
    int QUERIES = 4;

    /** Returns the size of a head with what it is filled up by. */
    int width();

    /** Returns how many bytes the keys of a page take. */
    long keyBytes();

    /** Returns how many bytes the values of a page take. */
    long valueBytes();

    /** Puts a position's key and value, which are float32, into a page; beyond the value lies something finite. */
    void append(long keys, long values, int slot, long key, long value);

    /**
     * Writes products of queries with all keys of a page.
     *
     * @param queries float32 {@code [QUERIES, headDim]}
     * @param out {@code [QUERIES, stride]}, of which the first {@value #TOKENS} are written
     */
    void scores(long queries, long keys, long out, long stride);

    /**
     * Adds up a page's values.
     *
     * @param weights {@code [QUERIES, stride]}, of which the first are used
     * @param tokens how many values of the page count
     * @param out float32 {@code [QUERIES, width]}
     */
    void mix(long weights, long stride, long values, int tokens, long out);
}
