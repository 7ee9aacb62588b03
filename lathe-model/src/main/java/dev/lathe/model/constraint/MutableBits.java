package dev.lathe.model.constraint;

import java.util.Arrays;

/** Holds one bit for each token of a vocabulary. */
public final class MutableBits {
    private final int size;
    private final long[] words;

    /** Makes bits that are all clear. */
    public MutableBits(int size) {
        this.size = size;
        words = new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    public int size() {
        return size;
    }

    public boolean get(int index) {
        return (words[index >> 6] & 1L << index) != 0;
    }

    public void set(int index) {
        words[index >> 6] |= 1L << index;
    }

    public void clear(int index) {
        words[index >> 6] &= ~(1L << index);
    }

    /** Sets every bit. */
    public void setAll() {
        Arrays.fill(words, -1L);
        if ((size & 63) != 0) {
            words[words.length - 1] = (1L << size) - 1;
        }
    }

    /** Clears the bits that the other does not have; beyond its size it has none. */
    public void and(MutableBits other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= i < other.words.length ? other.words[i] : 0;
        }
    }

    /** Returns how many bits are set. */
    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Returns 64 bits, the lowest of which is that of {@code 64 * index}. */
    public long word(int index) {
        return words[index];
    }
}
