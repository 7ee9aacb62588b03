package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
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

/** Is the page of Gemma 2: every other layer looks at a window; scores and logits are bounded. */
final class Gemma2Family implements Family {
    private static final Traits TRAITS =
            new Traits("gemma2", "Gemma2ForCausalLM", "gemma2", false, false, true, OptionalInt.of(256), false);
    private static final int LAYERS_OF_27B = 46;

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        int window = file.integer("sliding_window", 4096);
        List<Boolean> sliding = Windows.read(file, layers, layer -> layer % 2 == 0);
        return choices(
                layers(sliding, window, file.integer("intermediate_size")),
                1 / Math.sqrt(file.number("query_pre_attn_scalar", 256)),
                capped(file, "attn_logit_softcapping", 50),
                capped(file, "final_logit_softcapping", 30),
                file.integer("hidden_size"));
    }

    /** Reads a bound, which null switches off. */
    static double capped(JsonFile file, String key, double absent) {
        return file.number(key, file.root().has(key) ? 0 : absent);
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        List<Boolean> sliding =
                IntStream.range(0, layers).mapToObj(layer -> layer % 2 == 0).toList();
        return choices(
                layers(sliding, keys.integer("attention.sliding_window", 4096), keys.integer("feed_forward_length")),
                GemmaKeys.scale(keys, layers == LAYERS_OF_27B),
                keys.number("attn_logit_softcapping", 50),
                keys.number("final_logit_softcapping", 30),
                keys.integer("embedding_length"));
    }

    private static List<LayerChoice> layers(List<Boolean> sliding, int window, int width) {
        return sliding.stream()
                .map(layer -> new LayerChoice(layer ? window : 0, Rotation.GLOBAL, new FeedForward.Dense(width)))
                .toList();
    }

    private static DecoderChoices choices(
            List<LayerChoice> layers, double scale, double attentionCap, double logitCap, int hidden) {
        return new DecoderChoices(
                TRAITS.modelType(),
                layers,
                new RopeScaling.None(),
                OptionalDouble.empty(),
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
        GemmaKeys.writeCap(root, "attn_logit_softcapping", config.choices().attentionSoftCap());
        GemmaKeys.writeCap(root, "final_logit_softcapping", config.choices().logitSoftCap());
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        GemmaKeys.write(config, entries, 2, config.layers() == LAYERS_OF_27B);
        if (config.choices().attentionSoftCap() == 0 || config.choices().logitSoftCap() == 0) {
            throw new UserError("GGUF files of gemma2 always bound scores and logits; this model does not");
        }
        entries.put("attn_logit_softcapping", (float) config.choices().attentionSoftCap());
        entries.put("final_logit_softcapping", (float) config.choices().logitSoftCap());
    }

    @Override
    public Map<String, String> ggufNames() {
        return GemmaKeys.NAMES;
    }
}
