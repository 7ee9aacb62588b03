package dev.lathe.model;

import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.SequenceAttention;
import dev.lathe.tensor.SequenceAttention.Span;
import dev.lathe.tensor.SequenceAttention.Summation;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Attends to what a cache holds and to the new tokens, which it adds. A pass is one row: batch is 1, time counts the tokens of all
 * its sequences.
 *
 * @param rotary tables {@code [rows, 1, head size]}
 */
record CachedAttention(KeyValueCache cache, SequenceAttention sequences, RotaryTables rotary) implements AttentionPass {
    static CachedAttention of(KeyValueCache cache, List<Span> spans, Summation summation, int rows) {
        Tensor positions = positions(cache, spans, rows);
        return new CachedAttention(
                cache,
                SequenceAttention.of(spans, summation, cache.keys(0)),
                cache.rotary().map(table -> table.at(positions).unsqueeze(1)));
    }

    private static Tensor positions(KeyValueCache cache, List<Span> spans, int rows) {
        long[] positions = new long[rows];
        int next = 0;
        for (Span span : spans) {
            if (span.end() > cache.size().positions()) {
                throw new IllegalArgumentException("%d positions do not fit into a cache of %d"
                        .formatted(span.end(), cache.size().positions()));
            }
            for (int i = 0; i < span.count(); i++) {
                positions[next++] = (long) span.start() + i;
            }
        }
        return Tensor.of(positions, cache.size().device(), rows);
    }

    @Override
    public Tensor mix(int layer, AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        sequences.store(key.squeeze(0), cache.keys(layer));
        sequences.store(value.squeeze(0), cache.values(layer));
        return sequences
                .attend(query.squeeze(0), cache.keys(layer), cache.values(layer), rule)
                .unsqueeze(0);
    }
}
