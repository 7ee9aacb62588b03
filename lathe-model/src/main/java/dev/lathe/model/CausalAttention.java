package dev.lathe.model;

import dev.lathe.tensor.Attention;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Rotary;
import dev.lathe.tensor.Tensor;

/**
 * Attends within whole sequences, each position to itself and those before it: for training and for scoring.
 *
 * @param rotary tables {@code [time, 1, head size]}
 * @param mask {@code [time, time]}: 0 where a position may look, -infinity elsewhere
 */
record CausalAttention(Rotary rotary, Tensor mask) implements AttentionPass {
    /** Prepares sequences of a length, with tables and mask where {@code like} is, in its type. */
    static CausalAttention over(DecoderConfig config, long time, Tensor like) {
        Rotary table = Positions.table(config, time).unsqueeze(1);
        return new CausalAttention(
                new Rotary(table.pairing(), place(table.cosines(), like), place(table.signedSines(), like)),
                place(
                        Tensor.full(DType.FLOAT32, Double.NEGATIVE_INFINITY, time, time)
                                .triu(1),
                        like));
    }

    private static Tensor place(Tensor tensor, Tensor like) {
        return tensor.to(like.device()).to(like.dtype());
    }

    @Override
    public Tensor mix(int layer, Tensor query, Tensor key, Tensor value) {
        if (query.dtype() == DType.FLOAT32) {
            // the fused kernel is the faster of the two in float32, and the slower in bfloat16
            return query.transpose(1, 2)
                    .scaledDotProductAttention(key.transpose(1, 2), value.transpose(1, 2), null, true, Double.NaN)
                    .transpose(1, 2);
        }
        return Attention.explicit(query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2), mask, Double.NaN)
                .transpose(1, 2);
    }
}
