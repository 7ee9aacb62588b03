package dev.lathe.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attends from new tokens of several sequences to all that a cache holds of each, every sequence at its own length: nothing is padded
 * or copied. In FLOAT32, on the CPU, without gradients; one thread.
 */
public final class RaggedAttention {
    /** Bounds the scores of one block, and what is computed only to be masked. */
    private static final int QUERIES = 64;

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /**
     * Describes consecutive new tokens of one sequence.
     *
     * @param slot the sequence's place in the cache
     * @param start how many tokens of the sequence come before
     * @param count how many tokens these are
     */
    public record Span(int slot, int start, int count) {
        int end() {
            return start + count;
        }
    }

    /** A span whose first token has the given number among all of this pass. */
    private record Piece(Span span, int token) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final List<List<Piece>> blocks = new ArrayList<>();

    /** Takes the spans of a pass in the order of their tokens. */
    public RaggedAttention(List<Span> spans) {
        int token = 0;
        for (Span span : spans) {
            for (int from = 0; from < span.count(); from += QUERIES) {
                int count = Math.min(QUERIES, span.count() - from);
                pieces.add(new Piece(new Span(span.slot(), span.start() + from, count), token));
                token += count;
            }
        }
        if (spans.stream().allMatch(span -> span.count() == 1)) {
            blocks.add(pieces);
        } else {
            pieces.forEach(piece -> blocks.add(List.of(piece)));
        }
    }

    /**
     * Copies new keys or values to their places.
     *
     * @param added {@code [tokens, key heads, width]}, the last dimension dense
     * @param cache {@code [slots, key heads, capacity, width]}, contiguous
     */
    public void store(Tensor added, Tensor cache) {
        HeadRows from = rows(added);
        Cache to = cache(cache, added);
        long bytes = Float.BYTES * (long) to.width;
        for (Piece piece : pieces) {
            Span span = piece.span;
            for (int head = 0; head < to.heads; head++) {
                long target = to.address(span.slot, head) + span.start * bytes;
                for (int i = 0; i < span.count; i++) {
                    MemorySegment.copy(MEMORY, from.address(piece.token + i, head), MEMORY, target, bytes);
                    target += bytes;
                }
            }
        }
    }

    /**
     * Computes {@code softmax(cap(q k^T * scale)) v}, each token seeing those of its sequence up to itself that its window holds. Query
     * head h reads key head {@code h / (heads / key heads)}.
     *
     * @param queries {@code [tokens, heads, width]}, the last dimension dense
     * @param keys {@code [slots, key heads, capacity, width]}, contiguous, the new ones stored
     * @param values of the same shape
     * @param rule scale, bound and window
     * @return {@code [tokens, heads, width]}
     */
    public Tensor attend(Tensor queries, Tensor keys, Tensor values, AttentionRule rule) {
        int heads = Math.toIntExact(queries.size(1));
        HeadRows rows = rows(queries);
        Cache keyCache = cache(keys, queries);
        Cache valueCache = cache(values, queries);
        Tensor mixed = Tensor.empty(DType.FLOAT32, queries.size(0), heads, queries.size(2));
        for (List<Piece> block : blocks) {
            try (Scope _ = Scope.open()) {
                Tensor weights = scores(block, heads, rows, keyCache, rule).softmax(-1);
                mix(block, heads, weights, valueCache, HeadRows.of(mixed));
            }
        }
        return mixed;
    }

    private HeadRows rows(Tensor tensor) {
        int tokens = pieces.stream().mapToInt(piece -> piece.span.count).sum();
        if (tensor.dtype() != DType.FLOAT32 || tensor.dim() != 3 || tensor.size(0) != tokens) {
            throw new IllegalArgumentException(
                    "these spans need FLOAT32 [%d, heads, width], not %s".formatted(tokens, tensor));
        }
        return HeadRows.of(tensor);
    }

    private Cache cache(Tensor tensor, Tensor rows) {
        if (tensor.dtype() != DType.FLOAT32 || tensor.dim() != 4 || tensor.size(3) != rows.size(2)) {
            throw new IllegalArgumentException(tensor + " is no FLOAT32 cache for " + rows);
        }
        Cache cache = Cache.of(tensor);
        for (Piece piece : pieces) {
            if (piece.span.slot < 0 || piece.span.slot >= tensor.size(0) || piece.span.end() > cache.capacity) {
                throw new IllegalArgumentException(piece.span + " lies outside " + tensor);
            }
        }
        return cache;
    }

    private static Tensor scores(List<Piece> block, int heads, HeadRows queries, Cache keys, AttentionRule rule) {
        int count = block.getFirst().span.count;
        int length = block.stream().mapToInt(piece -> piece.span.end()).max().orElseThrow();
        Tensor products = Tensor.zeros(DType.FLOAT32, block.size(), heads, count, length);
        long out = HeadRows.address(products);
        for (Piece piece : block) {
            for (int head = 0; head < heads; head++) {
                Blas.timesTransposed(
                        (float) rule.factor(keys.width),
                        queries.matrix(piece.token, head, count, keys.width),
                        keys.matrix(piece.span, head * keys.heads / heads),
                        new Blas.Matrix(out, count, piece.span.end(), length));
                out += (long) count * length * Float.BYTES;
            }
        }
        Tensor scores = rule.cap(products);
        hide(block, heads, scores, rule);
        return scores;
    }

    private static void hide(List<Piece> block, int heads, Tensor scores, AttentionRule rule) {
        long row = HeadRows.address(scores) / Float.BYTES;
        long length = scores.size(3);
        for (Piece piece : block) {
            for (int head = 0; head < heads; head++) {
                for (int i = 0; i < piece.span.count; i++) {
                    int position = piece.span.start + i;
                    hide(row, rule.first(position));
                    hide(row + position + 1, length - position - 1);
                    row += length;
                }
            }
        }
    }

    private static void hide(long first, long count) {
        for (long i = first; i < first + count; i++) {
            MEMORY.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.NEGATIVE_INFINITY);
        }
    }

    private static void mix(List<Piece> block, int heads, Tensor weights, Cache values, HeadRows out) {
        int count = Math.toIntExact(weights.size(2));
        int length = Math.toIntExact(weights.size(3));
        long in = HeadRows.address(weights);
        for (Piece piece : block) {
            for (int head = 0; head < heads; head++) {
                Blas.times(
                        new Blas.Matrix(in, count, piece.span.end(), length),
                        values.matrix(piece.span, head * values.heads / heads),
                        out.matrix(piece.token, head, count, values.width));
                in += (long) count * length * Float.BYTES;
            }
        }
    }

    /** Finds the rows of {@code [tokens, heads, width]} in memory; strides in elements. */
    private record HeadRows(long base, long tokenStride, long headStride) {
        static HeadRows of(Tensor tensor) {
            org.bytedeco.pytorch.Tensor handle = tensor.handle();
            if (handle.stride(2) != 1) {
                throw new IllegalArgumentException("the last dimension is not dense: " + tensor);
            }
            return new HeadRows(address(tensor), handle.stride(0), handle.stride(1));
        }

        static long address(Tensor tensor) {
            return tensor.handle().data_ptr().address();
        }

        long address(int token, int head) {
            return base + (token * tokenStride + head * headStride) * Float.BYTES;
        }

        Blas.Matrix matrix(int token, int head, int count, int width) {
            return new Blas.Matrix(address(token, head), count, width, (int) tokenStride);
        }
    }

    /** Finds the sequences of {@code [slots, heads, capacity, width]} in memory. */
    private record Cache(long base, int heads, int capacity, int width) {
        static Cache of(Tensor tensor) {
            int[] shape =
                    Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
            return new Cache(tensor.memory().address(), shape[1], shape[2], shape[3]);
        }

        long address(int slot, int head) {
            return base + ((long) slot * heads + head) * capacity * width * Float.BYTES;
        }

        Blas.Matrix matrix(Span span, int head) {
            return new Blas.Matrix(address(span.slot, head), span.end(), width, width);
        }
    }
}
