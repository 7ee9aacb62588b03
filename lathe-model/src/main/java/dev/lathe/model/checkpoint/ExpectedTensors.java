package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Knows which tensors a decoder has, and their shapes. */
final class ExpectedTensors {
    static final String HEAD = "lm_head.weight";

    private final SequencedMap<String, long[]> shapes = new LinkedHashMap<>();

    private ExpectedTensors(DecoderConfig config) {
        long hidden = config.hiddenSize();
        shapes.put("model.embed_tokens.weight", new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            addLayer("model.layers.%d.".formatted(layer), config);
        }
        shapes.put("model.norm.weight", new long[] {hidden});
        if (!config.tiedEmbeddings()) {
            shapes.put(HEAD, new long[] {config.vocabSize(), hidden});
        }
    }

    /** Returns names and shapes in the order of a forward pass. */
    static SequencedMap<String, long[]> of(DecoderConfig config) {
        return new ExpectedTensors(config).shapes;
    }

    private void addLayer(String prefix, DecoderConfig config) {
        long hidden = config.hiddenSize();
        long intermediate = config.intermediateSize();
        shapes.put(prefix + "input_layernorm.weight", new long[] {hidden});
        addProjection(prefix + "self_attn.q_proj", config.queryWidth(), config);
        addProjection(prefix + "self_attn.k_proj", config.keyValueWidth(), config);
        addProjection(prefix + "self_attn.v_proj", config.keyValueWidth(), config);
        if (config.qkNorm()) {
            shapes.put(prefix + "self_attn.q_norm.weight", new long[] {config.headDim()});
            shapes.put(prefix + "self_attn.k_norm.weight", new long[] {config.headDim()});
        }
        shapes.put(prefix + "self_attn.o_proj.weight", new long[] {hidden, config.queryWidth()});
        shapes.put(prefix + "post_attention_layernorm.weight", new long[] {hidden});
        shapes.put(prefix + "mlp.gate_proj.weight", new long[] {intermediate, hidden});
        shapes.put(prefix + "mlp.up_proj.weight", new long[] {intermediate, hidden});
        shapes.put(prefix + "mlp.down_proj.weight", new long[] {hidden, intermediate});
    }

    private void addProjection(String name, long width, DecoderConfig config) {
        shapes.put(name + ".weight", new long[] {width, config.hiddenSize()});
        if (config.qkvBias()) {
            shapes.put(name + ".bias", new long[] {width});
        }
    }

    /**
     * Checks that a checkpoint has what its description asks for, and nothing that a forward pass would leave out.
     *
     * @throws UserError naming the first tensor that is missing, superfluous or of a wrong shape
     */
    static void check(Path path, DecoderConfig config, Map<String, RawTensor> tensors) {
        SequencedMap<String, long[]> expected = of(config);
        expected.forEach((name, shape) -> checkOne(path, name, shape, tensors.get(name)));
        for (String name : tensors.keySet()) {
            if (!expected.containsKey(name) && !harmless(name)) {
                throw new UserError("%s: the tensor %s belongs to no supported architecture (llama, qwen2, qwen3)"
                        .formatted(path, name));
            }
        }
    }

    private static void checkOne(Path path, String name, long[] expected, @Nullable RawTensor found) {
        if (found == null) {
            throw new UserError("%s: the tensor %s %s is missing".formatted(path, name, Arrays.toString(expected)));
        }
        if (!Arrays.equals(found.shape(), expected)) {
            throw new UserError("%s: the tensor %s has the shape %s; expected %s"
                    .formatted(path, name, Arrays.toString(found.shape()), Arrays.toString(expected)));
        }
    }

    /** Returns whether a tensor may be there without a use: a copy of a tied head, or frequencies that follow from the description. */
    private static boolean harmless(String name) {
        return name.equals(HEAD) || name.endsWith(".rotary_emb.inv_freq");
    }
}
