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
        long wide = config.intermediateSize();
        long query = config.queryWidth();
        long pair = config.keyValueWidth();
        shapes.put("model.embed_tokens.weight", new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            String attention = prefix + "self_attn.";
            shapes.put(prefix + "input_layernorm.weight", new long[] {hidden});
            shapes.put(attention + "q_proj.weight", new long[] {query, hidden});
            shapes.put(attention + "k_proj.weight", new long[] {pair, hidden});
            shapes.put(attention + "v_proj.weight", new long[] {pair, hidden});
            if (config.qkvBias()) {
                shapes.put(attention + "q_proj.bias", new long[] {query});
                shapes.put(attention + "k_proj.bias", new long[] {pair});
                shapes.put(attention + "v_proj.bias", new long[] {pair});
            }
            if (config.qkNorm()) {
                shapes.put(attention + "q_norm.weight", new long[] {config.headDim()});
                shapes.put(attention + "k_norm.weight", new long[] {config.headDim()});
            }
            shapes.put(attention + "o_proj.weight", new long[] {hidden, query});
            shapes.put(prefix + "post_attention_layernorm.weight", new long[] {hidden});
            shapes.put(prefix + "mlp.gate_proj.weight", new long[] {wide, hidden});
            shapes.put(prefix + "mlp.up_proj.weight", new long[] {wide, hidden});
            shapes.put(prefix + "mlp.down_proj.weight", new long[] {hidden, wide});
        }
        shapes.put("model.norm.weight", new long[] {hidden});
        if (!config.tiedEmbeddings()) {
            shapes.put("lm_head.weight", new long[] {config.vocabSize(), hidden});
        }
        return shapes;
    }

    /**
     * Returns parameters to start training from: norms 1, biases 0, matrices normal with deviation 0.02, those that write into the
     * residual stream smaller by the square root of twice the layers (Radford et al., 2019, GPT-2).
     */
    public static SequencedMap<String, Tensor> initialize(DecoderConfig config, long seed) {
        var parameters = new LinkedHashMap<String, Tensor>();
        double residual = DEVIATION / Math.sqrt(2.0 * config.layers());
        shapes(config).forEach((name, shape) -> parameters.put(name, initialize(name, shape, residual, seed)));
        return parameters;
    }

    private static Tensor initialize(String name, long[] shape, double residual, long seed) {
        if (name.endsWith(".bias")) {
            return Tensor.zeros(DType.FLOAT32, shape);
        }
        if (shape.length == 1) {
            return Tensor.ones(DType.FLOAT32, shape);
        }
        boolean writes = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
        try (Generator generator = Generator.seeded(Seeds.of(seed, name))) {
            return generator.normal(0, writes ? residual : DEVIATION, shape);
        }
    }
}
