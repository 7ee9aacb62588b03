package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the description of a decoder from the config.json of a Hugging Face folder. */
final class HuggingFaceConfig {
    /** The architectures by their model type. */
    static final Map<String, String> ARCHITECTURES = new TreeMap<>(
            Map.of("llama", "LlamaForCausalLM", "qwen2", "Qwen2ForCausalLM", "qwen3", "Qwen3ForCausalLM"));

    private static final int QWEN3_HEAD_DIM = 128;

    private final JsonFile file;
    private final String modelType;

    private HuggingFaceConfig(JsonFile file) {
        this.file = file;
        this.modelType = file.text("model_type").orElse("");
    }

    /**
     * Reads the description.
     *
     * @throws UserError if the architecture, or something it uses, is not supported
     */
    static DecoderConfig read(Path path) {
        var reader = new HuggingFaceConfig(JsonFile.read(path));
        reader.refuseUnsupported();
        try {
            return reader.config();
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private void refuseUnsupported() {
        String architecture = file.root().path("architectures").path(0).asString("");
        if (!ARCHITECTURES.containsKey(modelType)
                || !(architecture.isEmpty() || architecture.equals(ARCHITECTURES.get(modelType)))) {
            throw new UserError("%s: the architecture %s (%s) is not supported; supported are %s"
                    .formatted(file.path(), architecture, modelType, ARCHITECTURES.values()));
        }
        refuse(!Set.of("default", "").contains(ropeType()), "scaled rotary positions (%s)".formatted(ropeType()));
        refuse(rope("partial_rotary_factor", 1) != 1, "rotary positions over a part of a head");
        refuse(file.flag("use_sliding_window", false) || slidingLayers(), "attention over a sliding window");
        refuse(!modelType.equals("qwen2") && file.flag("attention_bias", false), "attention_bias");
        refuse(file.flag("mlp_bias", false), "mlp_bias");
        String activation = file.text("hidden_act").orElse("silu");
        refuse(!activation.equals("silu"), "the activation " + activation);
    }

    private void refuse(boolean present, String what) {
        if (present) {
            throw new UserError("%s: %s is not supported".formatted(file.path(), what));
        }
    }

    private boolean slidingLayers() {
        return file.root()
                .path("layer_types")
                .valueStream()
                .anyMatch(layer -> !layer.asString("").equals("full_attention"));
    }

    private String ropeType() {
        JsonNode scaling = ropeParameters();
        return scaling.path("rope_type").asString(scaling.path("type").asString(""));
    }

    private double rope(String key, double otherwise) {
        JsonNode value = ropeParameters().path(key);
        return value.isNumber() ? value.asDouble() : file.number(key, otherwise);
    }

    /** Returns the object that says more of rotary positions: {@code rope_scaling}, or what newer files have in its place. */
    private JsonNode ropeParameters() {
        JsonNode newer = file.root().path("rope_parameters");
        return newer.isObject() ? newer : file.root().path("rope_scaling");
    }

    private DecoderConfig config() {
        int hidden = file.integer("hidden_size");
        int heads = file.integer("num_attention_heads");
        return new DecoderConfig(
                file.integer("vocab_size"),
                hidden,
                file.integer("intermediate_size"),
                file.integer("num_hidden_layers"),
                heads,
                file.integer("num_key_value_heads", heads),
                file.integer("head_dim", modelType.equals("qwen3") ? QWEN3_HEAD_DIM : hidden / Math.max(1, heads)),
                file.number("rms_norm_eps", 1e-6),
                rope("rope_theta", 10_000),
                false,
                file.flag("tie_word_embeddings", false),
                modelType.equals("qwen2"),
                modelType.equals("qwen3"),
                file.integer("max_position_embeddings", 2048),
                token(file, "bos_token_id"),
                tokens(file, "eos_token_id"),
                token(file, "pad_token_id"));
    }

    static OptionalInt token(JsonFile file, String key) {
        return file.find(key).map(node -> OptionalInt.of(file.toInt(key, node))).orElse(OptionalInt.empty());
    }

    /** Reads one id or a list of them. */
    static List<Integer> tokens(JsonFile file, String key) {
        return file.find(key)
                .map(node -> (node.isArray() ? node.valueStream() : Stream.of(node))
                        .map(id -> file.toInt(key, id))
                        .toList())
                .orElse(List.of());
    }
}
