package dev.lathe.model.checkpoint;

import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.LayerChoice.Rotation;
import java.util.Collections;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * Is the page of Mistral: a Llama whose layers may all look at a window. GGUF files call it llama; llama.cpp overlooks its window, which
 * shows in texts that are longer.
 */
final class MistralFamily implements Family {
    static final String GGUF_WINDOW = "attention.sliding_window";

    private static final Traits TRAITS =
            new Traits("mistral", "MistralForCausalLM", "llama", false, false, false, OptionalInt.empty(), true);
    private static final String WINDOW = "sliding_window";
    private static final int DEFAULT_WINDOW = 4096;

    static DecoderChoices choices(int layers, int width, int window) {
        return DecoderChoices.of(
                TRAITS.modelType(),
                Collections.nCopies(layers, new LayerChoice(window, Rotation.GLOBAL, new FeedForward.Dense(width))));
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        int absent = file.root().has(WINDOW) ? 0 : DEFAULT_WINDOW;
        return choices(layers, file.integer("intermediate_size"), file.integer(WINDOW, absent));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        throw new IllegalStateException("the page of Llama reads GGUF files of Mistral");
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        root.put("hidden_act", "silu");
        int window = config.layer(0).window();
        if (window > 0) {
            root.put(WINDOW, window);
        } else {
            root.putNull(WINDOW);
        }
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        int window = config.layer(0).window();
        if (window > 0) {
            entries.put(GGUF_WINDOW, window);
        }
    }
}
