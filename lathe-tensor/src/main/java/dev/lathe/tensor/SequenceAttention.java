package dev.lathe.tensor;

import java.util.Arrays;
import java.util.List;

/** Attends from new tokens of several sequences to all that a paged cache holds of each, every sequence at its own length. */
public sealed interface SequenceAttention permits RaggedAttention, GatheredAttention {
    /** Says what the order of summation may depend on. */
    enum Summation {
        /** On which blocks are neighbors in memory, and on how many tokens come at once: the fastest. */
        FREE,
        /** On a token's position alone: a sequence gets the same bits wherever its blocks are and whoever comes along. */
        FIXED
    }

    /**
     * Describes consecutive new tokens of one sequence.
     *
     * @param blocks the sequence's blocks in the cache, in the order of its positions
     * @param start how many tokens of the sequence come before
     * @param count how many tokens these are
     */
    record Span(int[] blocks, int start, int count) {
        public int end() {
            return start + count;
        }

        @Override
        public String toString() {
            return "Span[blocks=" + Arrays.toString(blocks) + ", start=" + start + ", count=" + count + "]";
        }

        /** Checks that a cache {@code [key heads, blocks, block size, width]} has the span's positions. */
        void checkInside(Tensor cache) {
            long used = Math.ceilDiv(end(), cache.size(2));
            long size = cache.size(1);
            if (used > blocks.length
                    || !Arrays.stream(blocks, 0, (int) used).allMatch(block -> block >= 0 && block < size)) {
                throw new IllegalArgumentException(this + " lies outside " + cache);
            }
        }
    }

    /**
     * Takes the spans of a pass, in the order of their tokens, over caches like the given one: in shape, type and place.
     *
     * @param cache {@code [key heads, blocks, block size, width]}
     * @throws IllegalArgumentException if the cache has no such places
     */
    static SequenceAttention of(List<Span> spans, Summation summation, Tensor cache) {
        spans.forEach(span -> span.checkInside(cache));
        return cache.dtype() == DType.FLOAT32 && cache.device().kind() == Device.Kind.CPU
                ? new RaggedAttention(spans, summation, cache)
                : new GatheredAttention(spans, summation, cache);
    }

    /**
     * Copies new keys or values to their places.
     *
     * @param added {@code [rows, key heads, width]}, at least as many rows as tokens; further rows are left out
     * @param cache {@code [key heads, blocks, block size, width]}, contiguous
     */
    void store(Tensor added, Tensor cache);

    /**
     * Computes {@code softmax(cap(q k^T * scale)) v}, each token seeing those of its sequence up to itself that its window holds. Query
     * head h reads key head {@code h / (heads / key heads)}.
     *
     * @param queries {@code [rows, heads, width]}
     * @param keys {@code [key heads, blocks, block size, width]}, contiguous, the new ones stored
     * @param values of the same shape
     * @param rule scale, bound and window
     * @return {@code [rows, heads, width]}; 0 in rows beyond the tokens
     */
    Tensor attend(Tensor queries, Tensor keys, Tensor values, AttentionRule rule);
}
