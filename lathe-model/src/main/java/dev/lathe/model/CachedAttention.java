package dev.lathe.model;

import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.RaggedAttention;
import dev.lathe.tensor.RaggedAttention.Span;
import dev.lathe.tensor.Tensor;
import java.util.List;

/**
 * Attends to what a cache holds and to the new tokens, which it adds. A pass is one row: batch is 1, time counts the tokens of all
 * its sequences.
 *
 * @param rotary tables {@code [tokens, 1, head size]}
 */
record CachedAttention(KeyValueCache cache, RaggedAttention sequences, RotaryTables rotary) implements AttentionPass {
    static CachedAttention of(KeyValueCache cache, List<Span> spans) {
        return new CachedAttention(cache, new RaggedAttention(spans), tables(cache, positions(cache, spans)));
    }

    private static RotaryTables tables(KeyValueCache cache, Tensor positions) {
        return cache.rotary().map(table -> table.at(positions).unsqueeze(1));
    }

    private static Tensor positions(KeyValueCache cache, List<Span> spans) {
        long[] positions = new long[spans.stream().mapToInt(Span::count).sum()];
        int next = 0;
        for (Span span : spans) {
            if (span.start() + span.count() > cache.capacity()) {
                throw new IllegalArgumentException("%d positions do not fit into a cache of %d"
                        .formatted(span.start() + span.count(), cache.capacity()));
            }
            for (int i = 0; i < span.count(); i++) {
                positions[next++] = (long) span.start() + i;
            }
        }
        return Tensor.of(positions, positions.length);
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
