package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of Llama 2 and 3, and of SmolLM2, which is one. */
final class LlamaFamily implements Family {
    private static final Traits TRAITS =
            new Traits("llama", "LlamaForCausalLM", "llama", false, false, false, OptionalInt.empty(), true);

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        return DecoderChoices.plain(TRAITS.modelType(), layers, file.integer("intermediate_size"));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        int window = keys.integer(MistralFamily.GGUF_WINDOW, 0);
        return window > 0
                ? MistralFamily.choices(layers, keys.integer("feed_forward_length"), window)
                : DecoderChoices.plain(TRAITS.modelType(), layers, keys.integer("feed_forward_length"));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        root.put("hidden_act", "silu").put("attention_bias", false).put("mlp_bias", false);
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {}
}
