package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.LayerChoice;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the pages of Gemma share. */
final class GemmaKeys {
    static final Map<String, String> NAMES = Map.of(
            "post_attention_layernorm", "post_attention_norm",
            "pre_feedforward_layernorm", "ffn_norm",
            "post_feedforward_layernorm", "post_ffw_norm");

    private GemmaKeys() {}

    /** Returns what llama.cpp multiplies scores by: the root of the width that a head has or, in the largest model, would share. */
    static double scale(GgufKeys keys, boolean largest) {
        return 1
                / Math.sqrt(
                        largest
                                ? keys.integer("embedding_length") / (double) keys.integer("attention.head_count")
                                : keys.integer("attention.key_length", 256));
    }

    private static double scale(DecoderConfig config, boolean largest) {
        return 1 / Math.sqrt(largest ? config.hiddenSize() / (double) config.heads() : config.headDim());
    }

    static void write(DecoderConfig config, ObjectNode root) {
        List<LayerChoice> layers = config.choices().layers();
        double scale = config.attentionRule(0).factor(config.headDim());
        root.put("hidden_activation", "gelu_pytorch_tanh").put("attention_bias", false);
        putScalar(root, 1 / (scale * scale));
        Windows.write(layers.stream().map(layer -> layer.window() > 0).toList(), root);
        layers.stream()
                .filter(layer -> layer.window() > 0)
                .findFirst()
                .ifPresent(layer -> root.put("sliding_window", layer.window()));
    }

    /** Undoes the rounding of a square root; transformers takes whole numbers only as such. */
    private static void putScalar(ObjectNode root, double value) {
        long whole = Math.round(value);
        if (Math.abs(value - whole) < 1e-6 * whole) {
            root.put("query_pre_attn_scalar", whole);
        } else {
            root.put("query_pre_attn_scalar", value);
        }
    }

    static void writeCap(ObjectNode root, String key, double cap) {
        if (cap == 0) {
            root.putNull(key);
        } else {
            root.put(key, cap);
        }
    }

    /**
     * Adds the keys that Gemma 2 and 3 share.
     *
     * @param largest whether this is the largest model, which has a scale of its own
     * @throws UserError if GGUF has no key for something that this model does otherwise
     */
    static void write(DecoderConfig config, GgufEntries entries, int interval, boolean largest) {
        double scale = config.attentionRule(0).factor(config.headDim());
        double usual = scale(config, largest);
        if (Math.abs(scale - usual) > 1e-6 * usual) {
            throw new UserError("GGUF files of %s have no key for query_pre_attn_scalar; it must be %.0f, not %.0f"
                    .formatted(config.choices().family(), 1 / (usual * usual), 1 / (scale * scale)));
        }
        int window = config.layer(0).window();
        for (int layer = 0; layer < config.layers(); layer++) {
            if (config.layer(layer).window() != ((layer + 1) % interval == 0 ? 0 : window)) {
                throw new UserError("GGUF files of %s have no window in every layer of %d; layer %d differs"
                        .formatted(config.choices().family(), interval, layer));
            }
        }
        entries.put("attention.sliding_window", window);
    }
}
