package dev.lathe.model;

import dev.lathe.core.Seeds;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Makes the parameters of a decoder, under their Hugging Face names. */
public final class Parameters {
    private static final double DEVIATION = 0.02;

    private Parameters() {}

    /** Returns the shape of every parameter of a decoder, in the order of the forward pass. */
    public static SequencedMap<String, long[]> shapes(DecoderConfig config) {
        var shapes = new LinkedHashMap<String, long[]>();
        long hidden = config.hiddenSize();
        shapes.put(DecoderWeights.EMBEDDING, new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            putLayer(shapes, config, layer);
        }
        shapes.put(DecoderWeights.NORM, new long[] {hidden});
        if (!config.tiedEmbeddings()) {
            shapes.put(DecoderWeights.HEAD, new long[] {config.vocabSize(), hidden});
        }
        return shapes;
    }

    private static void putLayer(SequencedMap<String, long[]> shapes, DecoderConfig config, int layer) {
        String prefix = "model.layers." + layer + ".";
        long[] hidden = {config.hiddenSize()};
        shapes.put(prefix + "input_layernorm.weight", hidden);
        putAttention(shapes, config, prefix + "self_attn.");
        shapes.put(prefix + "post_attention_layernorm.weight", hidden);
        if (config.choices().gemmaNorms()) {
            shapes.put(prefix + "pre_feedforward_layernorm.weight", hidden);
        }
        putFeedForward(shapes, config, config.layer(layer).feedForward(), prefix + "mlp.");
        if (config.choices().gemmaNorms()) {
            shapes.put(prefix + "post_feedforward_layernorm.weight", hidden);
        }
    }

    private static void putAttention(SequencedMap<String, long[]> shapes, DecoderConfig config, String prefix) {
        long hidden = config.hiddenSize();
        long query = config.queryWidth();
        long pair = config.keyValueWidth();
        shapes.put(prefix + "q_proj.weight", new long[] {query, hidden});
        shapes.put(prefix + "k_proj.weight", new long[] {pair, hidden});
        shapes.put(prefix + "v_proj.weight", new long[] {pair, hidden});
        if (config.qkvBias()) {
            shapes.put(prefix + "q_proj.bias", new long[] {query});
            shapes.put(prefix + "k_proj.bias", new long[] {pair});
            shapes.put(prefix + "v_proj.bias", new long[] {pair});
        }
        if (config.qkNorm()) {
            shapes.put(prefix + "q_norm.weight", new long[] {config.headDim()});
            shapes.put(prefix + "k_norm.weight", new long[] {config.headDim()});
        }
        shapes.put(prefix + "o_proj.weight", new long[] {hidden, query});
    }

    private static void putFeedForward(
            SequencedMap<String, long[]> shapes, DecoderConfig config, FeedForward kind, String prefix) {
        switch (kind) {
            case FeedForward.Dense dense -> putBlock(shapes, config, dense.width(), prefix);
            case FeedForward.Experts experts -> {
                shapes.put(prefix + "gate.weight", new long[] {experts.count(), config.hiddenSize()});
                for (int expert = 0; expert < experts.count(); expert++) {
                    putBlock(shapes, config, experts.width(), prefix + "experts." + expert + ".");
                }
            }
        }
    }

    private static void putBlock(SequencedMap<String, long[]> shapes, DecoderConfig config, long width, String prefix) {
        long hidden = config.hiddenSize();
        shapes.put(prefix + "gate_proj.weight", new long[] {width, hidden});
        shapes.put(prefix + "up_proj.weight", new long[] {width, hidden});
        shapes.put(prefix + "down_proj.weight", new long[] {hidden, width});
    }

    /**
     * Returns parameters to start training from: norms that multiply by 1, biases 0, matrices normal with deviation 0.02, those that write into the
     * residual stream smaller by the square root of twice the layers (Radford et al., 2019, GPT-2).
     */
    public static SequencedMap<String, Tensor> initialize(DecoderConfig config, long seed) {
        var parameters = new LinkedHashMap<String, Tensor>();
        double residual = DEVIATION / Math.sqrt(2.0 * config.layers());
        shapes(config).forEach((name, shape) -> parameters.put(name, initialize(config, name, shape, residual, seed)));
        return parameters;
    }

    private static Tensor initialize(DecoderConfig config, String name, long[] shape, double residual, long seed) {
        if (name.endsWith(".bias")) {
            return Tensor.zeros(DType.FLOAT32, shape);
        }
        if (shape.length == 1) {
            return Tensor.full(DType.FLOAT32, config.choices().gemmaNorms() ? 0 : 1, shape);
        }
        boolean writes = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
        try (Generator generator = Generator.seeded(Seeds.of(seed, name))) {
            return generator.normal(0, writes ? residual : DEVIATION, shape);
        }
    }
}
