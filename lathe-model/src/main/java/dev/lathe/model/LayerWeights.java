package dev.lathe.model;

import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds one layer's weights, those that multiply the same input joined into one matrix. D is the hidden size, H the heads, K the
 * key-value heads, E the head size. Norms hold what they multiply by, also where the parameter is one less.
 *
 * @param inputNorm {@code [D]}
 * @param queryKeyValue {@code [(H + 2 K) E, D]}
 * @param queryKeyValueBias {@code [(H + 2 K) E]} or null
 * @param queryNorm {@code [E]} or null
 * @param keyNorm {@code [E]} or null
 * @param output {@code [D, H E]}
 * @param attendedNorm {@code [D]}, of what attention gives; or null
 * @param feedForwardNorm {@code [D]}
 * @param fedNorm {@code [D]}, of what the feed-forward part gives; or null
 */
record LayerWeights(
        Tensor inputNorm,
        Tensor queryKeyValue,
        @Nullable Tensor queryKeyValueBias,
        @Nullable Tensor queryNorm,
        @Nullable Tensor keyNorm,
        Tensor output,
        @Nullable Tensor attendedNorm,
        Tensor feedForwardNorm,
        FeedForwardWeights feedForward,
        @Nullable Tensor fedNorm) {

    static LayerWeights of(DecoderConfig config, Map<String, Tensor> parameters, int layer) {
        String prefix = prefix(layer);
        String attention = prefix + "self_attn.";
        boolean gemma = config.choices().gemmaNorms();
        return new LayerWeights(
                norm(config, parameters, prefix + "input_layernorm.weight"),
                join(parameters, attention + "q_proj.weight", attention + "k_proj.weight", attention + "v_proj.weight"),
                config.qkvBias()
                        ? join(
                                parameters,
                                attention + "q_proj.bias",
                                attention + "k_proj.bias",
                                attention + "v_proj.bias")
                        : null,
                config.qkNorm() ? norm(config, parameters, attention + "q_norm.weight") : null,
                config.qkNorm() ? norm(config, parameters, attention + "k_norm.weight") : null,
                get(parameters, attention + "o_proj.weight"),
                gemma ? norm(config, parameters, prefix + "post_attention_layernorm.weight") : null,
                norm(
                        config,
                        parameters,
                        prefix + (gemma ? "pre_feedforward_layernorm.weight" : "post_attention_layernorm.weight")),
                FeedForwardWeights.of(config.layer(layer).feedForward(), parameters, prefix + "mlp."),
                gemma ? norm(config, parameters, prefix + "post_feedforward_layernorm.weight") : null);
    }

    /** Begins the names of a layer's parameters. */
    static String prefix(int layer) {
        return "model.layers." + layer + ".";
    }

    static Tensor norm(DecoderConfig config, Map<String, Tensor> parameters, String name) {
        Tensor weight = get(parameters, name);
        return config.choices().gemmaNorms() ? weight.add(1) : weight;
    }

    static Tensor join(Map<String, Tensor> parameters, String... names) {
        Tensor joined = parameters.get(JoinedParameters.name(List.of(names)));
        if (joined != null) {
            return joined;
        }
        // parts that are read for this are released at once
        try (Scope scope = Scope.open()) {
            return scope.keep(Tensor.cat(
                    List.of(names).stream().map(name -> get(parameters, name)).toList(), 0));
        }
    }

    static Tensor get(Map<String, Tensor> parameters, String name) {
        Tensor tensor = parameters.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'");
        }
        return tensor;
    }
}
