package dev.lathe.tensor;

import dev.lathe.tensor.Pieces.Piece;
import java.util.List;
import java.util.stream.LongStream;

/** Copies what the cache holds of each sequence side by side, and attends by whole operators: in any type, on any device. */
final class GatheredAttention implements SequenceAttention {
    /** Bounds the scores of one group. */
    private static final int QUERIES = 256;

    private final Device device;
    private final Pieces pieces;
    private final Tensor targets;
    private final List<Group> groups;

    /**
     * Pieces that are computed together.
     *
     * @param pieces of one count of tokens
     * @param rows {@code [pieces * count]}, their tokens among those of the pass
     * @param positions {@code [pieces, 1, count, 1]}, those of their tokens
     * @param others {@code [longest]}, all positions that they may see
     * @param sources {@code [pieces * longest]}, where in the cache these are; anywhere beyond a sequence's end
     */
    private record Group(List<Piece> pieces, Tensor rows, Tensor positions, Tensor others, Tensor sources) {}

    GatheredAttention(List<Span> spans, Summation summation, Tensor cache) {
        device = cache.device();
        pieces = Pieces.of(spans, summation == Summation.FIXED ? 1 : QUERIES);
        int blockSize = Math.toIntExact(cache.size(2));
        targets = onDevice(pieces.all().stream()
                .flatMapToLong(piece ->
                        places(piece.span(), piece.span().start(), piece.span().end(), blockSize)));
        List<List<Piece>> together = summation == Summation.FIXED
                ? pieces.all().stream().map(List::of).toList()
                : pieces.groups();
        groups = together.stream().map(group -> group(group, blockSize)).toList();
    }

    private Group group(List<Piece> group, int blockSize) {
        int count = group.getFirst().span().count();
        int longest = Pieces.longest(group);
        return new Group(
                group,
                onDevice(group.stream().flatMapToLong(piece -> LongStream.range(piece.token(), piece.token() + count))),
                onDevice(group.stream()
                                .flatMapToLong(piece -> LongStream.range(
                                        piece.span().start(), piece.span().end())))
                        .view(group.size(), 1, count, 1),
                onDevice(LongStream.range(0, longest)),
                onDevice(group.stream()
                        .flatMapToLong(piece -> LongStream.concat(
                                places(piece.span(), 0, piece.span().end(), blockSize),
                                LongStream.generate(() -> 0)
                                        .limit(longest - piece.span().end())))));
    }

    @Override
    public void store(Tensor added, Tensor cache) {
        flat(cache).indexCopy_(1, targets, added.narrow(0, 0, pieces.tokens()).transpose(0, 1));
    }

    @Override
    public Tensor attend(Tensor queries, Tensor keys, Tensor values, AttentionRule rule) {
        long heads = queries.size(1);
        long width = queries.size(2);
        Tensor mixed = Tensor.zeros(queries.dtype(), device, queries.shape());
        for (Group group : groups) {
            Tensor asked = queries.indexSelect(0, group.rows)
                    .view(group.pieces.size(), group.positions.size(2), heads, width)
                    .transpose(1, 2);
            Tensor answer =
                    Attention.explicit(asked, gather(group, keys), gather(group, values), mask(group, rule), rule);
            mixed.indexCopy_(0, group.rows, answer.transpose(1, 2).reshape(-1, heads, width));
        }
        return mixed;
    }

    /** Returns {@code [pieces, key heads, longest, width]}. */
    private static Tensor gather(Group group, Tensor cache) {
        return flat(cache)
                .indexSelect(1, group.sources)
                .view(cache.size(0), group.pieces.size(), group.others.size(0), cache.size(3))
                .transpose(0, 1);
    }

    /** Returns BOOL {@code [pieces, 1, count, longest]}: true where a token may look. */
    private static Tensor mask(Group group, AttentionRule rule) {
        Tensor past = group.others.le(group.positions);
        return rule.window() == 0 ? past : past.logicalAnd(group.others.gt(group.positions.add(-rule.window())));
    }

    private static LongStream places(Span span, int from, int to, int blockSize) {
        return LongStream.range(from, to)
                .map(position -> (long) span.blocks()[(int) position / blockSize] * blockSize + position % blockSize);
    }

    private static Tensor flat(Tensor cache) {
        return cache.view(cache.size(0), cache.size(1) * cache.size(2), cache.size(3));
    }

    private Tensor onDevice(LongStream numbers) {
        long[] array = numbers.toArray();
        return Tensor.of(array, device, array.length);
    }
}
