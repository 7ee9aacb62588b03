package dev.lathe.tensor;

import dev.lathe.tensor.Pieces.Piece;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Attends where the cache is: nothing is padded or copied. In FLOAT32, on the CPU, without gradients; one thread. */
final class RaggedAttention implements SequenceAttention {
    /** Bounds the scores of one group, and what is computed only to be masked. */
    private static final int QUERIES = 64;

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final Summation summation;
    private final Pieces pieces;
    private final List<List<Stretch>> stretches;

    RaggedAttention(List<Span> spans, Summation summation, Tensor cache) {
        this.summation = summation;
        pieces = Pieces.of(spans, summation == Summation.FIXED ? 1 : QUERIES);
        int blockSize = Math.toIntExact(cache.size(2));
        stretches = pieces.all().stream()
                .map(piece -> Stretch.of(piece.span(), blockSize, summation))
                .toList();
    }

    @Override
    public void store(Tensor added, Tensor cache) {
        HeadRows from = rows(added);
        Cache to = cache(cache, added);
        long bytes = Float.BYTES * (long) to.width;
        for (Piece piece : pieces.all()) {
            for (int i = 0; i < piece.span().count(); i++) {
                for (int head = 0; head < to.heads; head++) {
                    long target = to.address(piece.span(), head, piece.span().start() + i);
                    MemorySegment.copy(MEMORY, from.address(piece.token() + i, head), MEMORY, target, bytes);
                }
            }
        }
    }

    @Override
    public Tensor attend(Tensor queries, Tensor keys, Tensor values, AttentionRule rule) {
        int heads = Math.toIntExact(queries.size(1));
        HeadRows rows = rows(queries);
        Cache keyCache = cache(keys, queries);
        Cache valueCache = cache(values, queries);
        long[] shape = {queries.size(0), heads, queries.size(2)};
        boolean padded = shape[0] > pieces.tokens();
        Tensor mixed = padded ? Tensor.zeros(DType.FLOAT32, shape) : Tensor.empty(DType.FLOAT32, shape);
        for (List<Piece> group : pieces.groups()) {
            try (Scope _ = Scope.open()) {
                Tensor weights = scores(group, heads, rows, keyCache, rule).softmax(-1);
                mix(group, heads, weights, valueCache, HeadRows.of(mixed));
            }
        }
        return mixed;
    }

    private HeadRows rows(Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT32 || tensor.dim() != 3 || tensor.size(0) < pieces.tokens()) {
            throw new IllegalArgumentException(
                    "these spans need FLOAT32 [%d, heads, width], not %s".formatted(pieces.tokens(), tensor));
        }
        return HeadRows.of(tensor);
    }

    private Cache cache(Tensor tensor, Tensor rows) {
        if (tensor.dtype() != DType.FLOAT32 || tensor.dim() != 4 || tensor.size(3) != rows.size(2)) {
            throw new IllegalArgumentException(tensor + " is no FLOAT32 cache for " + rows);
        }
        return Cache.of(tensor);
    }

    private Tensor scores(List<Piece> group, int heads, HeadRows queries, Cache keys, AttentionRule rule) {
        int count = group.getFirst().span().count();
        int length = length(group);
        Tensor products = Tensor.zeros(DType.FLOAT32, group.size(), heads, count, length);
        long out = HeadRows.address(products);
        for (Piece piece : group) {
            for (int head = 0; head < heads; head++) {
                Blas.Matrix query = queries.matrix(piece.token(), head, count, keys.width);
                for (Stretch stretch : stretches.get(piece.number())) {
                    Blas.timesTransposed(
                            (float) rule.factor(keys.width),
                            query,
                            keys.matrix(stretch, head * keys.heads / heads),
                            new Blas.Matrix(out + (long) stretch.position * Float.BYTES, count, stretch.count, length));
                }
                out += (long) count * length * Float.BYTES;
            }
        }
        Tensor scores = rule.cap(products);
        hide(group, heads, scores, rule);
        return scores;
    }

    /** Rounds up where the softmax must add in the same order whatever else is in the group. */
    private int length(List<Piece> group) {
        int longest = Pieces.longest(group);
        return summation == Summation.FIXED ? Math.ceilDiv(longest, QUERIES) * QUERIES : longest;
    }

    private static void hide(List<Piece> group, int heads, Tensor scores, AttentionRule rule) {
        long row = HeadRows.address(scores) / Float.BYTES;
        long length = scores.size(3);
        for (Piece piece : group) {
            for (int head = 0; head < heads; head++) {
                for (int i = 0; i < piece.span().count(); i++) {
                    int position = piece.span().start() + i;
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

    private void mix(List<Piece> group, int heads, Tensor weights, Cache values, HeadRows out) {
        int count = Math.toIntExact(weights.size(2));
        int length = Math.toIntExact(weights.size(3));
        long in = HeadRows.address(weights);
        for (Piece piece : group) {
            for (int head = 0; head < heads; head++) {
                Blas.Matrix target = out.matrix(piece.token(), head, count, values.width);
                for (Stretch stretch : stretches.get(piece.number())) {
                    Blas.addTimes(
                            stretch.position == 0 ? 0 : 1,
                            new Blas.Matrix(in + (long) stretch.position * Float.BYTES, count, stretch.count, length),
                            values.matrix(stretch, head * values.heads / heads),
                            target);
                }
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

    /** Consecutive positions of a sequence that are neighbors in memory, the first of them in the given block. */
    private record Stretch(int position, int count, int block) {
        /** Cuts a sequence where its blocks are no neighbors, or after each block. */
        static List<Stretch> of(Span span, int blockSize, Summation summation) {
            List<Stretch> stretches = new ArrayList<>();
            int[] blocks = span.blocks();
            int first = 0;
            int used = Math.ceilDiv(span.end(), blockSize);
            for (int i = 1; i <= used; i++) {
                if (i == used || summation == Summation.FIXED || blocks[i] != blocks[i - 1] + 1) {
                    int position = first * blockSize;
                    int count = Math.min(i * blockSize, span.end()) - position;
                    stretches.add(new Stretch(position, count, blocks[first]));
                    first = i;
                }
            }
            return stretches;
        }
    }

    /** Finds the sequences of {@code [heads, blocks, block size, width]} in memory. */
    private record Cache(long base, int heads, int blocks, int blockSize, int width) {
        static Cache of(Tensor tensor) {
            int[] shape =
                    Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
            return new Cache(tensor.memory().address(), shape[0], shape[1], shape[2], shape[3]);
        }

        long address(Span span, int head, int position) {
            return address(head, span.blocks()[position / blockSize])
                    + position % blockSize * (long) width * Float.BYTES;
        }

        private long address(int head, int block) {
            return base + ((long) head * blocks + block) * blockSize * width * Float.BYTES;
        }

        Blas.Matrix matrix(Stretch stretch, int head) {
            return new Blas.Matrix(address(head, stretch.block), stretch.count, width, width);
        }
    }
}
