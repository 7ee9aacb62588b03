package dev.lathe.tensor;

import dev.lathe.tensor.SequenceAttention.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts the spans of a pass into pieces, and groups those that are computed together: all of one token, or one of several. */
final class Pieces {
    /**
     * Part of a span.
     *
     * @param span itself a span
     * @param number its own among the pieces
     * @param token that of its first token among all of the pass
     */
    record Piece(Span span, int number, int token) {}

    private final List<Piece> all = new ArrayList<>();
    private final List<List<Piece>> groups = new ArrayList<>();
    private int tokens;

    /** Cuts where a piece would have more than {@code most} tokens. */
    static Pieces of(List<Span> spans, int most) {
        Pieces pieces = new Pieces();
        spans.forEach(span -> pieces.add(span, most));
        List<Piece> single =
                pieces.all.stream().filter(piece -> piece.span.count() == 1).toList();
        if (!single.isEmpty()) {
            pieces.groups.add(single);
        }
        pieces.all.stream()
                .filter(piece -> piece.span.count() > 1)
                .map(List::of)
                .forEach(pieces.groups::add);
        return pieces;
    }

    private void add(Span span, int most) {
        for (int from = 0; from < span.count(); from += most) {
            int count = Math.min(most, span.count() - from);
            all.add(new Piece(new Span(span.blocks(), span.start() + from, count), all.size(), tokens));
            tokens += count;
        }
    }

    List<Piece> all() {
        return all;
    }

    List<List<Piece>> groups() {
        return groups;
    }

    int tokens() {
        return tokens;
    }

    static int longest(List<Piece> group) {
        return group.stream().mapToInt(piece -> piece.span.end()).max().orElseThrow();
    }
}
