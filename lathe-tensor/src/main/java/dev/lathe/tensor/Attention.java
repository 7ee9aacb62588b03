package dev.lathe.tensor;

import org.jspecify.annotations.Nullable;

/** Attends by separate products and a softmax, which trains faster than the fused kernel in BFLOAT16 on a CPU. */
public final class Attention {
    private Attention() {}

    /**
     * Computes {@code softmax(q k^T * scale + mask) v}. Queries {@code [batch, heads, time, width]}, keys and values
     * {@code [batch, keyHeads, keyTime, width]}, where {@code keyHeads} divides {@code heads}: query head h reads key head
     * {@code h / (heads / keyHeads)}. Every query must see at least one key. Source: Vaswani et al., Attention Is All You Need, 2017.
     *
     * @param mask BOOL (true: may attend) or added to the scores; broadcasts to {@code [batch, heads, time, keyTime]}
     * @param scale what the products are multiplied by; NaN for {@code 1 / sqrt(width)}
     * @return {@code [batch, heads, time, width]}
     */
    public static Tensor explicit(Tensor queries, Tensor keys, Tensor values, @Nullable Tensor mask, double scale) {
        return explicit(queries, keys, values, mask, new AttentionRule(scale, 0, 0));
    }

    /**
     * Computes the same with the scores bounded by the rule before the mask is added; what a query sees is the mask's matter alone.
     * Source of the bound: Gemma Team, Gemma 2: Improving Open Language Models at a Practical Size, 2024.
     */
    public static Tensor explicit(
            Tensor queries, Tensor keys, Tensor values, @Nullable Tensor mask, AttentionRule rule) {
        long[] shape = queries.shape();
        long batch = shape[0];
        long heads = shape[1];
        long time = shape[2];
        long keyHeads = keys.size(1);
        double factor = rule.factor(shape[3]);
        // Query heads that share a key head become more rows of one product: nothing is repeated.
        Tensor rows = queries.mul(factor).reshape(batch, keyHeads, heads / keyHeads * time, shape[3]);
        Tensor scores = rows.matmul(keys.transpose(2, 3)).reshape(batch, heads, time, keys.size(2));
        Tensor weights = masked(rule.cap(scores), mask).softmax(-1);
        return weights.reshape(batch, keyHeads, heads / keyHeads * time, keys.size(2))
                .matmul(values)
                .reshape(batch, heads, time, values.size(3));
    }

    /** Makes the mask by which each of the last {@code time} places of {@code keyTime} sees itself and what came before; BOOL. */
    public static Tensor causalMask(long time, long keyTime, Device device) {
        return Tensor.zeros(DType.BOOL, device, time, keyTime).logicalNot().tril(keyTime - time);
    }

    private static Tensor masked(Tensor scores, @Nullable Tensor mask) {
        if (mask == null) {
            return scores;
        }
        return mask.dtype() == DType.BOOL
                ? scores.maskedFill(mask.logicalNot(), Double.NEGATIVE_INFINITY)
                : scores.add(mask);
    }
}
