package dev.lathe.model;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;

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
     * Returns the hidden states {@code [tokens, hidden]} of tokens that continue the sequences of a cache.
     *
     * @param tokens int64 {@code [tokens]}, in the order of the pass's spans
     */
    public Tensor hidden(DecoderWeights weights, Tensor tokens, KeyValueCache.Pass pass) {
        return hidden(weights, tokens.unsqueeze(0), pass.attention()).squeeze(0);
    }

    private Tensor hidden(DecoderWeights weights, Tensor tokens, AttentionPass attention) {
        Tensor xBTD = weights.embedding().embedding(tokens);
        for (int layer = 0; layer < config.layers(); layer++) {
            // what only this layer needs is released before the next
            try (Scope scope = Scope.open()) {
                xBTD = scope.keep(layer(weights.layers().get(layer), layer, xBTD, attention));
            }
        }
        return norm(xBTD, weights.norm());
    }

    private Tensor layer(LayerWeights w, int layer, Tensor xBTD, AttentionPass attention) {
        Tensor attendedBTD = xBTD.add(attend(w, layer, norm(xBTD, w.inputNorm()), attention));
        return attendedBTD.add(feedForward(w, norm(attendedBTD, w.feedForwardNorm())));
    }

    private Tensor attend(LayerWeights w, int layer, Tensor xBTD, AttentionPass attention) {
        long batch = xBTD.size(0);
        long time = xBTD.size(1);
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        int size = config.headDim();
        Tensor all = xBTD.linear(w.queryKeyValue(), w.queryKeyValueBias()).view(batch, time, heads + 2L * pairs, size);
        Tensor turned = attention.rotary().apply(queriesAndKeys(w, all));
        Tensor mixed = attention.mix(
                layer, turned.narrow(2, 0, heads), turned.narrow(2, heads, pairs), all.narrow(2, heads + pairs, pairs));
        return mixed.reshape(batch, time, (long) heads * size).linear(w.output(), null);
    }

    /** Returns the heads that are to be rotated, normed where the family does so. */
    private Tensor queriesAndKeys(LayerWeights w, Tensor allBTNE) {
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        if (w.queryNorm() == null || w.keyNorm() == null) {
            return allBTNE.narrow(2, 0, heads + pairs);
        }
        return Tensor.cat(
                List.of(
                        norm(allBTNE.narrow(2, 0, heads), w.queryNorm()),
                        norm(allBTNE.narrow(2, heads, pairs), w.keyNorm())),
                2);
    }

    private Tensor feedForward(LayerWeights w, Tensor xBTD) {
        Tensor both = xBTD.linear(w.gateUp(), null);
        int width = config.intermediateSize();
        return both.narrow(-1, 0, width)
                .silu()
                .mul(both.narrow(-1, width, width))
                .linear(w.down(), null);
    }

    private Tensor norm(Tensor x, Tensor weight) {
        return x.rmsNorm(weight, config.rmsNormEps());
    }
}
