package dev.lathe.model.checkpoint;

import dev.lathe.model.Activation;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.LayerChoice.Rotation;
import dev.lathe.model.RopeScaling;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of Gemma 3's text models: five layers of six look at a window, with a rotary base of their own. */
final class Gemma3Family implements Family {
    private static final Traits TRAITS =
            new Traits("gemma3_text", "Gemma3ForCausalLM", "gemma3", false, true, true, OptionalInt.of(256), false);
    private static final int INTERVAL = 6;
    private static final int LAYERS_OF_27B = 62;
    private static final double LOCAL_THETA = 10_000;

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        int interval = file.positive("sliding_window_pattern", INTERVAL);
        List<Boolean> sliding = Windows.read(file, layers, layer -> (layer + 1) % interval != 0);
        return choices(
                layers(sliding, file.integer("sliding_window", 4096), file.integer("intermediate_size")),
                HuggingFaceRope.localTheta(file, LOCAL_THETA),
                1 / Math.sqrt(file.number("query_pre_attn_scalar", 256)),
                file.number("attn_logit_softcapping", 0),
                file.number("final_logit_softcapping", 0),
                file.integer("hidden_size"));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        List<Boolean> sliding = IntStream.range(0, layers)
                .mapToObj(layer -> (layer + 1) % INTERVAL != 0)
                .toList();
        return choices(
                layers(sliding, keys.integer("attention.sliding_window", 4096), keys.integer("feed_forward_length")),
                keys.number("rope.freq_base_swa", LOCAL_THETA),
                GemmaKeys.scale(keys, layers == LAYERS_OF_27B),
                0,
                keys.number("final_logit_softcapping", 0),
                keys.integer("embedding_length"));
    }

    private static List<LayerChoice> layers(List<Boolean> sliding, int window, int width) {
        return sliding.stream()
                .map(layer -> new LayerChoice(
                        layer ? window : 0, layer ? Rotation.LOCAL : Rotation.GLOBAL, new FeedForward.Dense(width)))
                .toList();
    }

    private static DecoderChoices choices(
            List<LayerChoice> layers,
            double localTheta,
            double scale,
            double attentionCap,
            double logitCap,
            int hidden) {
        return new DecoderChoices(
                TRAITS.modelType(),
                layers,
                new RopeScaling.None(),
                OptionalDouble.of(localTheta),
                Activation.GELU_TANH,
                true,
                OptionalDouble.of(scale),
                attentionCap,
                logitCap,
                Math.sqrt(hidden));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        GemmaKeys.write(config, root);
        root.put("rope_local_base_freq", config.choices().localRopeTheta().orElse(LOCAL_THETA));
        GemmaKeys.writeCap(root, "attn_logit_softcapping", config.choices().attentionSoftCap());
        GemmaKeys.writeCap(root, "final_logit_softcapping", config.choices().logitSoftCap());
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        GemmaKeys.write(config, entries, INTERVAL, config.layers() == LAYERS_OF_27B);
        entries.put(
                "rope.freq_base_swa", (float) config.choices().localRopeTheta().orElse(LOCAL_THETA));
        if (config.choices().logitSoftCap() > 0) {
            entries.put("final_logit_softcapping", (float) config.choices().logitSoftCap());
        }
    }

    @Override
    public Map<String, String> ggufNames() {
        return GemmaKeys.NAMES;
    }
}
