package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.LayerChoice.Rotation;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of Qwen2 and Qwen2.5: a Llama with biases on queries, keys and values; its window is off unless switched on. */
final class Qwen2Family implements Family {
    private static final Traits TRAITS =
            new Traits("qwen2", "Qwen2ForCausalLM", "qwen2", true, false, false, OptionalInt.empty(), false);

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        int width = file.integer("intermediate_size");
        return DecoderChoices.of(TRAITS.modelType(), layers(file, layers, _ -> new FeedForward.Dense(width)));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        return DecoderChoices.plain(TRAITS.modelType(), layers, keys.integer("feed_forward_length"));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        root.put("hidden_act", "silu");
        writeWindow(config, root);
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        refuseWindow(config);
    }

    /** Reads the layers of any Qwen: with {@code use_sliding_window}, those from {@code max_window_layers} on look at a window. */
    static List<LayerChoice> layers(JsonFile file, int layers, IntFunction<FeedForward> feedForward) {
        boolean used = file.flag("use_sliding_window", false);
        int window = file.integer("sliding_window", used ? 4096 : 0);
        int first = file.integer("max_window_layers", 28);
        List<Boolean> sliding = Windows.read(file, layers, layer -> used && window > 0 && layer >= first);
        return IntStream.range(0, layers)
                .mapToObj(layer ->
                        new LayerChoice(sliding.get(layer) ? window : 0, Rotation.GLOBAL, feedForward.apply(layer)))
                .toList();
    }

    static void writeWindow(DecoderConfig config, ObjectNode root) {
        List<Boolean> sliding = config.choices().layers().stream()
                .map(layer -> layer.window() > 0)
                .toList();
        int first = sliding.indexOf(true);
        root.put("use_sliding_window", first >= 0);
        if (first >= 0) {
            root.put("sliding_window", config.layer(first).window()).put("max_window_layers", first);
            Windows.write(sliding, root);
        }
    }

    static void refuseWindow(DecoderConfig config) {
        if (config.choices().layers().stream().anyMatch(layer -> layer.window() > 0)) {
            throw new UserError(
                    "GGUF files hold no sliding window of " + config.choices().family());
        }
    }
}
