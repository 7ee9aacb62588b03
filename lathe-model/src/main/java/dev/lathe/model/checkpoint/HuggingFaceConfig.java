package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.Activation;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the description of a decoder from the config.json of a Hugging Face folder. */
final class HuggingFaceConfig {
    private static final double GEMMA3_THETA = 1_000_000;

    private final JsonFile file;
    private final Family family;
    private final Family.Traits traits;

    private HuggingFaceConfig(JsonFile file, Family family) {
        this.file = file;
        this.family = family;
        this.traits = family.traits();
    }

    /**
     * Reads the description.
     *
     * @throws UserError if the architecture, or something it uses, is not supported
     */
    static DecoderConfig read(Path path) {
        JsonFile file = JsonFile.read(path);
        Family family = Families.ofFolder(
                path,
                file.text("model_type").orElse(""),
                file.root().path("architectures").path(0).asString(""));
        var reader = new HuggingFaceConfig(file, family);
        reader.refuseUnsupported();
        try {
            return reader.config();
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private void refuseUnsupported() {
        refuse(!traits.qkvBias() && file.flag("attention_bias", false), "attention_bias");
        refuse(file.flag("mlp_bias", false), "mlp_bias");
        refuse(file.flag("use_bidirectional_attention", false), "use_bidirectional_attention");
    }

    private void refuse(boolean present, String what) {
        if (present) {
            throw new UserError("%s: %s is not supported".formatted(file.path(), what));
        }
    }

    private DecoderConfig config() {
        int hidden = file.integer("hidden_size");
        int heads = file.integer("num_attention_heads");
        int layers = Families.checkedLayers("num_hidden_layers", file.integer("num_hidden_layers"));
        boolean gemma3 = traits.modelType().equals("gemma3_text");
        HuggingFaceRope rope = HuggingFaceRope.read(file, gemma3 ? GEMMA3_THETA : 10_000);
        DecoderChoices choices = family.read(file, layers).withRopeScaling(rope.scaling());
        checkActivation(choices.activation());
        return new DecoderConfig(
                file.integer("vocab_size"),
                hidden,
                file.integer("intermediate_size"),
                layers,
                heads,
                file.integer("num_key_value_heads", heads),
                file.integer("head_dim", traits.headDim().orElse(hidden / Math.max(1, heads))),
                file.number("rms_norm_eps", 1e-6),
                rope.theta(),
                false,
                file.flag("tie_word_embeddings", traits.tied()),
                traits.qkvBias(),
                traits.qkNorm(),
                file.integer("max_position_embeddings", 2048),
                token(file, "bos_token_id"),
                tokens(file, "eos_token_id"),
                token(file, "pad_token_id"),
                choices);
    }

    private void checkActivation(Activation expected) {
        String name =
                file.text("hidden_activation").or(() -> file.text("hidden_act")).orElse("");
        boolean known = switch (expected) {
            case SILU -> name.isEmpty() || name.equals("silu");
            // older files of Gemma 2 say gelu and mean the approximation
            case GELU_TANH -> name.isEmpty() || name.startsWith("gelu");
        };
        refuse(!known, "the activation " + name);
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
