package dev.lathe.train.data;

import dev.lathe.core.Seeds;

/**
 * Orders the numbers below a size at random without holding them: a Feistel network of four rounds over the next power of four, walked
 * on until it falls below the size (Black and Rogaway 2002, Ciphers with Arbitrary Finite Domains).
 *
 * @param size at least 1
 * @param seed decides the order
 */
record Permutation(long size, long seed) {
    private static final int ROUNDS = 4;

    /** Returns the number at a place, from 0. */
    long at(long place) {
        int half = Math.max(1, (64 - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
        long value = place;
        do {
            value = encrypt(value, half);
        } while (value >= size);
        return value;
    }

    private long encrypt(long value, int half) {
        long mask = (1L << half) - 1;
        long left = value >>> half;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (Seeds.of(seed, round, right) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }
}
