package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Computes the Llama family of decoders: RMSNorm, rotary positions, grouped-query attention, SwiGLU; optional bias and norm on
 * queries and keys (Qwen2, Qwen3). Suffixes name shapes: B batch, T time, D hidden size, H heads, K key-value heads, E head size.
 */
public final class Decoder {
    private final DecoderConfig config;

    public Decoder(DecoderConfig config) {
        this.config = config;
    }

    public DecoderConfig config() {
        return config;
    }

    /**
     * Returns the hidden states after the last norm, {@code [batch, time, hidden]}, every token seeing those before it in its row.
     * Rows shorter than the longest are padded at the end with any token.
     *
     * @param tokens int64 {@code [batch, time]}
     */
    public Tensor hidden(DecoderWeights weights, Tensor tokens) {
        return hidden(weights, tokens, CausalAttention.over(config, tokens.size(1), weights.embedding()));
    }

    /** Returns the logits {@code [rows, vocabulary]} of hidden states {@code [rows, hidden]}. */
    public Tensor logits(DecoderWeights weights, Tensor hidden) {
        return hidden.linear(weights.head(), null);
    }

    /**
     * Returns the hidden states {@code [rows, time, hidden]} of tokens that continue the sequences of a cache.
     *
     * @param tokens int64 {@code [rows, time]}
     */
    public Tensor hidden(DecoderWeights weights, Tensor tokens, KeyValueCache.Pass pass) {
        return hidden(weights, tokens, pass.attention());
    }

    private Tensor hidden(DecoderWeights weights, Tensor tokens, Attention attention) {
        Tensor xBTD = weights.embedding().embedding(tokens);
        for (int layer = 0; layer < config.layers(); layer++) {
            LayerWeights w = weights.layers().get(layer);
            xBTD = xBTD.add(attend(w, layer, norm(xBTD, w.inputNorm()), attention));
            xBTD = xBTD.add(feedForward(w, norm(xBTD, w.feedForwardNorm())));
        }
        return norm(xBTD, weights.norm());
    }

    private Tensor attend(LayerWeights w, int layer, Tensor xBTD, Attention attention) {
        long batch = xBTD.size(0);
        long time = xBTD.size(1);
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        int size = config.headDim();
        Tensor all = xBTD.linear(w.queryKeyValue(), w.queryKeyValueBias()).view(batch, time, heads + 2L * pairs, size);
        Tensor queryBTHE = rotate(normHeads(all.narrow(2, 0, heads), w.queryNorm()), attention);
        Tensor keyBTKE = rotate(normHeads(all.narrow(2, heads, pairs), w.keyNorm()), attention);
        Tensor valueBTKE = all.narrow(2, heads + pairs, pairs);
        Tensor mixed = attention.mix(layer, queryBTHE, keyBTKE, valueBTKE);
        return mixed.reshape(batch, time, (long) heads * size).linear(w.output(), null);
    }

    private Tensor feedForward(LayerWeights w, Tensor xBTD) {
        Tensor both = xBTD.linear(w.gateUp(), null);
        int width = config.intermediateSize();
        return both.narrow(-1, 0, width)
                .silu()
                .mul(both.narrow(-1, width, width))
                .linear(w.down(), null);
    }

    private Tensor rotate(Tensor xBTHE, Attention attention) {
        return config.ropeInterleaved()
                ? Rotation.interleaved(xBTHE, attention.cosines(), attention.sines())
                : Rotation.halves(xBTHE, attention.cosines(), attention.sines());
    }

    private Tensor normHeads(Tensor xBTHE, @Nullable Tensor weight) {
        return weight == null ? xBTHE : norm(xBTHE, weight);
    }

    private Tensor norm(Tensor x, Tensor weight) {
        return x.rmsNorm(weight, config.rmsNormEps());
    }
}
