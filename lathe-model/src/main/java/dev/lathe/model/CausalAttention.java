package dev.lathe.model;

import dev.lathe.tensor.Attention;
import dev.lathe.tensor.AttentionRule;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Rotary;
import dev.lathe.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Attends within whole sequences, each position to itself and those before it: for training and for scoring.
 *
 * @param rotary tables {@code [time, 1, head size]}
 * @param masks for each window {@code [time, time]}: 0 where a position may look, -infinity elsewhere
 */
record CausalAttention(RotaryTables rotary, Map<Integer, Tensor> masks) implements AttentionPass {
    /** Prepares sequences of a length, with tables and masks where {@code like} is, in its type. */
    static CausalAttention over(DecoderConfig config, long time, Tensor like) {
        RotaryTables tables = RotaryTables.of(config, time).map(table -> place(table.unsqueeze(1), like));
        Map<Integer, Tensor> masks = new HashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            masks.computeIfAbsent(rule.window(), _ -> place(mask(rule, time), like));
        }
        return new CausalAttention(tables, masks);
    }

    private static Tensor mask(AttentionRule rule, long time) {
        return Tensor.zeros(DType.FLOAT32, time, time)
                .maskedFill(rule.mask(time).logicalNot(), Double.NEGATIVE_INFINITY);
    }

    private static Rotary place(Rotary table, Tensor like) {
        return new Rotary(table.pairing(), place(table.cosines(), like), place(table.signedSines(), like));
    }

    private static Tensor place(Tensor tensor, Tensor like) {
        return tensor.to(like.device()).to(like.dtype());
    }

    @Override
    public Tensor mix(int layer, AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        Tensor queries = query.transpose(1, 2);
        Tensor keys = key.transpose(1, 2);
        Tensor values = value.transpose(1, 2);
        // the fused kernel is the faster of the two in float32, and the slower in bfloat16
        boolean fused = query.dtype() == DType.FLOAT32 && rule.softCap() == 0;
        Tensor mixed = fused
                ? fused(queries, keys, values, rule)
                : Attention.explicit(queries, keys, values, mask(rule), rule);
        return mixed.transpose(1, 2);
    }

    private Tensor fused(Tensor queries, Tensor keys, Tensor values, AttentionRule rule) {
        boolean everything = rule.window() == 0;
        return queries.scaledDotProductAttention(
                keys, values, everything ? null : mask(rule), everything, rule.scale());
    }

    private Tensor mask(AttentionRule rule) {
        return Objects.requireNonNull(masks.get(rule.window()));
    }
}
