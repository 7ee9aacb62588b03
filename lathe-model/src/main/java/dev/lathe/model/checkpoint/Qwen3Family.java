package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of the dense models of Qwen3: a Llama with norms on queries and keys. */
final class Qwen3Family implements Family {
    private static final Traits TRAITS =
            new Traits("qwen3", "Qwen3ForCausalLM", "qwen3", false, true, false, OptionalInt.of(128), false);

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        int width = file.integer("intermediate_size");
        return DecoderChoices.of(
                TRAITS.modelType(), Qwen2Family.layers(file, layers, _ -> new FeedForward.Dense(width)));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        return DecoderChoices.plain(TRAITS.modelType(), layers, keys.integer("feed_forward_length"));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        root.put("hidden_act", "silu").put("attention_bias", false);
        Qwen2Family.writeWindow(config, root);
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        Qwen2Family.refuseWindow(config);
    }
}
