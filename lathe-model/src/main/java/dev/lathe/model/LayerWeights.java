package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds one layer's weights, those that multiply the same input joined into one matrix. D is the hidden size, H the heads, K the
 * key-value heads, E the head size, F the width of the feed-forward part.
 *
 * @param inputNorm {@code [D]}
 * @param queryKeyValue {@code [(H + 2 K) E, D]}
 * @param queryKeyValueBias {@code [(H + 2 K) E]} or null
 * @param queryNorm {@code [E]} or null
 * @param keyNorm {@code [E]} or null
 * @param output {@code [D, H E]}
 * @param feedForwardNorm {@code [D]}
 * @param gateUp {@code [2 F, D]}
 * @param down {@code [D, F]}
 */
record LayerWeights(
        Tensor inputNorm,
        Tensor queryKeyValue,
        @Nullable Tensor queryKeyValueBias,
        @Nullable Tensor queryNorm,
        @Nullable Tensor keyNorm,
        Tensor output,
        Tensor feedForwardNorm,
        Tensor gateUp,
        Tensor down) {

    static LayerWeights of(DecoderConfig config, Map<String, Tensor> parameters, int layer) {
        String prefix = "model.layers." + layer + ".";
        String attention = prefix + "self_attn.";
        return new LayerWeights(
                get(parameters, prefix + "input_layernorm.weight"),
                join(parameters, attention + "q_proj.weight", attention + "k_proj.weight", attention + "v_proj.weight"),
                config.qkvBias()
                        ? join(
                                parameters,
                                attention + "q_proj.bias",
                                attention + "k_proj.bias",
                                attention + "v_proj.bias")
                        : null,
                config.qkNorm() ? get(parameters, attention + "q_norm.weight") : null,
                config.qkNorm() ? get(parameters, attention + "k_norm.weight") : null,
                get(parameters, attention + "o_proj.weight"),
                get(parameters, prefix + "post_attention_layernorm.weight"),
                join(parameters, prefix + "mlp.gate_proj.weight", prefix + "mlp.up_proj.weight"),
                get(parameters, prefix + "mlp.down_proj.weight"));
    }

    private static Tensor join(Map<String, Tensor> parameters, String... names) {
        return Tensor.cat(
                List.of(names).stream().map(name -> get(parameters, name)).toList(), 0);
    }

    static Tensor get(Map<String, Tensor> parameters, String name) {
        Tensor tensor = parameters.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'");
        }
        return tensor;
    }
}
