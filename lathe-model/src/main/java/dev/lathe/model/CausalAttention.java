package dev.lathe.model;

import dev.lathe.tensor.Tensor;

/**
 * Attends within whole sequences, each position to itself and those before it: for training and for scoring.
 *
 * @param cosines {@code [time, 1, head size / 2]}
 * @param sines of the same shape
 * @param mask {@code [1, time, time]}: 0 where a position may look, -infinity elsewhere
 */
record CausalAttention(DecoderConfig config, Tensor cosines, Tensor sines, Tensor mask) implements Attention {
    static CausalAttention over(DecoderConfig config, long time, Tensor like) {
        RotaryTable table = RotaryTable.of(config, (int) time);
        return new CausalAttention(
                config,
                place(table.cosines(), like).unsqueeze(1),
                place(table.sines(), like).unsqueeze(1),
                place(causal((int) time), like));
    }

    private static Tensor place(Tensor tensor, Tensor like) {
        return tensor.to(like.device()).to(like.dtype());
    }

    private static Tensor causal(int time) {
        float[] mask = new float[time * time];
        for (int row = 0; row < time; row++) {
            for (int column = row + 1; column < time; column++) {
                mask[row * time + column] = Float.NEGATIVE_INFINITY;
            }
        }
        return Tensor.of(mask, 1, time, time);
    }

    @Override
    public Tensor mix(int layer, Tensor queryBTHE, Tensor keyBTKE, Tensor valueBTKE) {
        long batch = queryBTHE.size(0);
        long time = queryBTHE.size(1);
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        int size = config.headDim();
        Tensor query = heads(queryBTHE, heads, 1).mul(1 / Math.sqrt(size));
        Tensor key = heads(keyBTKE, pairs, heads / pairs);
        Tensor value = heads(valueBTKE, pairs, heads / pairs);
        Tensor weights = query.matmul(key.transpose(1, 2)).add(mask).softmax(-1);
        return weights.matmul(value).view(batch, heads, time, size).transpose(1, 2);
    }

    /** Returns {@code [batch * heads * repeats, time, head size]} with each head repeated for its group of queries. */
    private static Tensor heads(Tensor xBTNE, int heads, int repeats) {
        long batch = xBTNE.size(0);
        long time = xBTNE.size(1);
        long size = xBTNE.size(3);
        return xBTNE.transpose(1, 2)
                .unsqueeze(2)
                .expand(batch, heads, repeats, time, size)
                .reshape(batch * heads * repeats, time, size);
    }
}
