package dev.lathe.model.engine;

import dev.lathe.core.Seeds;
import java.util.Arrays;
import java.util.Comparator;

/** Is what the scheduler knows of one request: its tokens, how many of them the cache has, and in which blocks. */
final class Sequence {
    /** Says what is read of the passes over a sequence. */
    enum Wanted {
        /** The logits of the last token. */
        NEXT,
        /** Those of every token: a prompt's log-probabilities. */
        LOGITS,
        /** The hidden states of every token, and nothing else. */
        STATES
    }

    /** Puts what goes first first: a higher priority, then whoever came earlier. */
    static final Comparator<Sequence> ORDER = Comparator.<Sequence>comparingInt(sequence -> -sequence.priority)
            .thenComparingLong(sequence -> sequence.arrival);

    private final long arrival;
    private final int priority;
    private final Wanted wanted;
    private final BlockTable blocks = new BlockTable();
    private int[] tokens;
    private int length;
    private int computed;
    /** At place i a hash of the first i full blocks. */
    private long[] prefixes;

    private int hashed;

    /**
     * Starts with a prompt.
     *
     * @param arrival orders requests of one priority
     * @param origin sets apart what must not share blocks, such as the names of adapters
     * @param wanted what is read of its passes
     */
    Sequence(long arrival, int priority, int[] prompt, long origin, Wanted wanted) {
        this.arrival = arrival;
        this.priority = priority;
        this.wanted = wanted;
        tokens = prompt.clone();
        length = prompt.length;
        prefixes = new long[] {origin};
    }

    int priority() {
        return priority;
    }

    Wanted wanted() {
        return wanted;
    }

    BlockTable blocks() {
        return blocks;
    }

    int length() {
        return length;
    }

    int[] tokens(int from, int to) {
        return Arrays.copyOfRange(tokens, from, to);
    }

    /** Adds a token that is not in the cache yet. */
    void append(int token) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * length);
        }
        tokens[length++] = token;
    }

    /** Returns how many tokens the cache has. */
    int computed() {
        return computed;
    }

    int pending() {
        return length - computed;
    }

    void compute(int count) {
        computed += count;
    }

    void forgetComputed() {
        computed = 0;
    }

    /** Returns a hash of the first full blocks. */
    long prefix(int fullBlocks, int blockSize) {
        if (fullBlocks >= prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, Math.max(2 * prefixes.length, fullBlocks + 1));
        }
        for (; hashed < fullBlocks; hashed++) {
            prefixes[hashed + 1] = hash(prefixes[hashed], hashed * blockSize, blockSize);
        }
        return prefixes[fullBlocks];
    }

    private long hash(long before, int start, int count) {
        long[] path = new long[count];
        for (int i = 0; i < count; i++) {
            path[i] = tokens[start + i];
        }
        return Seeds.of(before, path);
    }
}
