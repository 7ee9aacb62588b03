package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.LayerChoice.Rotation;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of SmolLM3: a Llama of which every fourth layer knows no positions. */
final class SmolLm3Family implements Family {
    private static final Traits TRAITS =
            new Traits("smollm3", "SmolLM3ForCausalLM", "smollm3", false, false, true, OptionalInt.empty(), true);
    private static final int INTERVAL = 4;

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        if (file.flag("use_sliding_window", false)) {
            throw new UserError(file.path() + ": attention over a sliding window is not supported in SmolLM3");
        }
        JsonNode rotated = file.root().path("no_rope_layers");
        int interval = file.positive("no_rope_layer_interval", INTERVAL);
        IntPredicate turns =
                layer -> rotated.isArray() ? rotated.path(layer).asInt(1) == 1 : (layer + 1) % interval != 0;
        return choices(layers, file.integer("intermediate_size"), turns);
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        return choices(layers, keys.integer("feed_forward_length"), SmolLm3Family::turnsByDefault);
    }

    private static boolean turnsByDefault(int layer) {
        return (layer + 1) % INTERVAL != 0;
    }

    private static DecoderChoices choices(int layers, int width, IntPredicate turns) {
        List<LayerChoice> all = IntStream.range(0, layers)
                .mapToObj(layer -> new LayerChoice(
                        0, turns.test(layer) ? Rotation.GLOBAL : Rotation.NONE, new FeedForward.Dense(width)))
                .toList();
        return DecoderChoices.of(TRAITS.modelType(), all);
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        root.put("hidden_act", "silu").put("attention_bias", false).put("mlp_bias", false);
        root.put("use_sliding_window", false);
        var rotated = root.putArray("no_rope_layers");
        config.choices().layers().forEach(layer -> rotated.add(layer.rotation() == Rotation.NONE ? 0 : 1));
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        for (int layer = 0; layer < config.layers(); layer++) {
            if ((config.layer(layer).rotation() != Rotation.NONE) != turnsByDefault(layer)) {
                throw new UserError("GGUF files of SmolLM3 leave every fourth layer without positions; layer %d differs"
                        .formatted(layer));
            }
        }
    }
}
