package dev.lathe.model;

import dev.lathe.model.Projections.Part;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes decoders as their {@link DecoderConfig} describes them. Suffixes name shapes: B batch, T time, D hidden size, N heads, E head
 * size.
 */
public final class Decoder {
    private final DecoderConfig config;
    private final Divisions divisions;

    public Decoder(DecoderConfig config) {
        this(config, Divisions.NONE);
    }

    /**
     * Computes the part of this process.
     *
     * @param config counts heads and widths of this process
     */
    public Decoder(DecoderConfig config, Divisions divisions) {
        this.config = config;
        this.divisions = divisions;
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
        return hidden(weights, tokens, List.of());
    }

    /** Returns the same with adapters attached; their rows count tokens of the padded batch. */
    public Tensor hidden(DecoderWeights weights, Tensor tokens, List<AdapterUse> adapters) {
        PackedSequences sequences = PackedSequences.uniform(tokens);
        AttentionPass attention = PackedAttention.over(config, sequences, weights.embedding());
        return hidden(weights, sequences.tokens().unsqueeze(0), attention, adapters)
                .view(tokens.size(0), tokens.size(1), config.hiddenSize());
    }

    /** Returns the logits {@code [rows, vocabulary]} of hidden states {@code [rows, hidden]}. */
    public Tensor logits(DecoderWeights weights, Tensor hidden) {
        Tensor logits = hidden.linear(weights.head(), null);
        double cap = config.choices().logitSoftCap();
        return cap == 0 ? logits : logits.div(cap).tanh().mul(cap);
    }

    /**
     * Returns the hidden states {@code [tokens, hidden]} of tokens that continue the sequences of a cache.
     *
     * @param tokens int64 {@code [tokens]}, in the order of the pass's spans
     */
    public Tensor hidden(DecoderWeights weights, Tensor tokens, KeyValueCache.Pass pass) {
        return hidden(weights, tokens, pass, List.of());
    }

    /** Returns the same with adapters attached. */
    public Tensor hidden(DecoderWeights weights, Tensor tokens, KeyValueCache.Pass pass, List<AdapterUse> adapters) {
        return hidden(weights, tokens.unsqueeze(0), pass.attention(), adapters).squeeze(0);
    }

    private Tensor hidden(DecoderWeights weights, Tensor tokens, AttentionPass attention, List<AdapterUse> adapters) {
        Tensor xBTD = embed(weights.embedding(), tokens);
        for (int layer = 0; layer < config.layers(); layer++) {
            // what only this layer needs is released before the next
            try (Scope scope = Scope.open()) {
                LayerWeights w = weights.layers().get(layer);
                xBTD = scope.keep(layer(w, layer, xBTD, attention, Projections.of(layer, adapters)));
            }
        }
        return norm(xBTD, weights.norm());
    }

    Tensor embed(Tensor embedding, Tensor tokens) {
        Tensor xBTD = embedding.embedding(tokens);
        double scale = config.choices().embeddingScale();
        // in bfloat16 the factor is rounded first, as those who trained the model did
        return scale == 1
                ? xBTD
                : xBTD.mul(Tensor.scalar(DType.FLOAT32, scale).to(xBTD.dtype()).item());
    }

    /** Tells whether {@link DerivedLayer} computes a layer. */
    boolean derives(int layer, List<AdapterUse> adapters, Tensor input) {
        return DerivedLayer.computes(config, layer, divisions, adapters, input);
    }

    Tensor layer(LayerWeights w, int layer, Tensor xBTD, AttentionPass attention, Projections projections) {
        Tensor attended = attend(w, layer, norm(xBTD, w.inputNorm()), attention, projections);
        Tensor middleBTD = xBTD.add(normIfAny(attended, w.attendedNorm()));
        Tensor fed = Feeding.apply(
                config.layer(layer).feedForward(),
                config.choices().activation(),
                w.feedForward(),
                norm(middleBTD, w.feedForwardNorm()),
                projections,
                divisions);
        return middleBTD.add(normIfAny(fed, w.fedNorm()));
    }

    private Tensor attend(LayerWeights w, int layer, Tensor xBTD, AttentionPass attention, Projections projections) {
        Tensor allBTNE = queryKeyValue(w, divisions.heads().enter(xBTD), projections);
        Tensor own = projections.apply(
                mix(w, layer, allBTNE, attention).reshape(xBTD.size(0), xBTD.size(1), config.queryWidth()),
                w.output(),
                null,
                new Part("self_attn.o_proj", 0, config.hiddenSize()));
        return divisions.heads().leave(own);
    }

    /** Lets heads of queries, keys and values {@code [batch, time, heads, head size]} attend: {@code [batch, time, query heads, head size]}. */
    Tensor mix(LayerWeights w, int layer, Tensor allBTNE, AttentionPass attention) {
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        // a split goes back as one copy, where each part taken alone would go back as a whole of zeros
        List<Tensor> parts = allBTNE.split(new long[] {heads + (long) pairs, pairs}, 2);
        Tensor turned = attention.rotary().apply(config.layer(layer).rotation(), normed(w, parts.getFirst()));
        List<Tensor> asked = turned.split(new long[] {heads, pairs}, 2);
        return attention.mix(layer, config.attentionRule(layer), asked.getFirst(), asked.getLast(), parts.getLast());
    }

    private Tensor queryKeyValue(LayerWeights w, Tensor xBTD, Projections projections) {
        int query = config.queryWidth();
        int pair = config.keyValueWidth();
        return projections
                .apply(
                        xBTD,
                        w.queryKeyValue(),
                        w.queryKeyValueBias(),
                        new Part("self_attn.q_proj", 0, query),
                        new Part("self_attn.k_proj", query, pair),
                        new Part("self_attn.v_proj", query + pair, pair))
                .view(xBTD.size(0), xBTD.size(1), config.heads() + 2L * config.keyValueHeads(), config.headDim());
    }

    /** Returns the heads of queries and keys, normed where the family does so. */
    private Tensor normed(LayerWeights w, Tensor headsBTNE) {
        if (w.queryNorm() == null || w.keyNorm() == null) {
            return headsBTNE;
        }
        List<Tensor> parts = headsBTNE.split(new long[] {config.heads(), config.keyValueHeads()}, 2);
        return Tensor.cat(List.of(norm(parts.getFirst(), w.queryNorm()), norm(parts.getLast(), w.keyNorm())), 2);
    }

    private Tensor normIfAny(Tensor x, @Nullable Tensor weight) {
        return weight == null ? x : norm(x, weight);
    }

    Tensor norm(Tensor x, Tensor weight) {
        return x.rmsNorm(weight, config.rmsNormEps());
    }
}
