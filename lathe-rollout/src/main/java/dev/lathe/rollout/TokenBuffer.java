package dev.lathe.rollout;

import java.util.Arrays;

/** Grows an array of token ids. */
final class TokenBuffer {
    private int[] tokens = new int[256];
    private int length;

    void add(int[] more) {
        if (length + more.length > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(2 * tokens.length, length + more.length));
        }
        System.arraycopy(more, 0, tokens, length, more.length);
        length += more.length;
    }

    int length() {
        return length;
    }

    int[] toArray() {
        return Arrays.copyOf(tokens, length);
    }
}
