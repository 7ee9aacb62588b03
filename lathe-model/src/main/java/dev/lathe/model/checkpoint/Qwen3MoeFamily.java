package dev.lathe.model.checkpoint;

import dev.lathe.core.UserError;
import dev.lathe.model.DecoderChoices;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.FeedForward;
import dev.lathe.model.FeedForward.Dense;
import dev.lathe.model.FeedForward.Experts;
import dev.lathe.model.LayerChoice;
import dev.lathe.model.LayerChoice.Rotation;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Is the page of the mixtures of experts of Qwen3; single layers may be dense. */
final class Qwen3MoeFamily implements Family {
    private static final Traits TRAITS =
            new Traits("qwen3_moe", "Qwen3MoeForCausalLM", "qwen3moe", false, true, false, OptionalInt.empty(), false);

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public DecoderChoices read(JsonFile file, int layers) {
        Experts experts = new Experts(
                file.integer("num_experts", file.integer("num_local_experts", 128)),
                file.integer("num_experts_per_tok", 8),
                file.integer("moe_intermediate_size", 768),
                file.flag("norm_topk_prob", false));
        Dense dense = new Dense(file.integer("intermediate_size"));
        int step = file.positive("decoder_sparse_step", 1);
        List<Integer> only = file.root()
                .path("mlp_only_layers")
                .valueStream()
                .map(layer -> file.toInt("mlp_only_layers", layer))
                .toList();
        return DecoderChoices.of(
                TRAITS.modelType(),
                Qwen2Family.layers(
                        file, layers, layer -> only.contains(layer) || (layer + 1) % step != 0 ? dense : experts));
    }

    @Override
    public DecoderChoices read(GgufKeys keys, int layers) {
        Experts experts = new Experts(
                keys.integer("expert_count"),
                keys.integer("expert_used_count"),
                keys.integer("expert_feed_forward_length"),
                true);
        return DecoderChoices.of(
                TRAITS.modelType(), Collections.nCopies(layers, new LayerChoice(0, Rotation.GLOBAL, experts)));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode root) {
        Experts experts = experts(config);
        root.put("hidden_act", "silu").put("attention_bias", false);
        root.put("num_experts", experts.count()).put("num_experts_per_tok", experts.active());
        root.put("moe_intermediate_size", experts.width()).put("norm_topk_prob", experts.normalized());
        root.put("decoder_sparse_step", 1);
        var only = root.putArray("mlp_only_layers");
        IntStream.range(0, config.layers())
                .filter(layer -> config.layer(layer).feedForward() instanceof Dense)
                .forEach(only::add);
        Qwen2Family.writeWindow(config, root);
    }

    @Override
    public void write(DecoderConfig config, GgufEntries entries) {
        Qwen2Family.refuseWindow(config);
        Experts experts = experts(config);
        boolean alike =
                config.choices().layers().stream().map(LayerChoice::feedForward).allMatch(experts::equals);
        if (!alike || !experts.normalized()) {
            throw new UserError("GGUF files of Qwen3 hold mixtures in every layer, with normalized weights");
        }
        entries.put("expert_count", experts.count());
        entries.put("expert_used_count", experts.active());
        entries.put("expert_feed_forward_length", experts.width());
    }

    private static Experts experts(DecoderConfig config) {
        return config.choices().layers().stream()
                .map(LayerChoice::feedForward)
                .mapMulti(Qwen3MoeFamily::ifExperts)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer is a mixture of experts"));
    }

    private static void ifExperts(FeedForward feedForward, Consumer<Experts> found) {
        if (feedForward instanceof Experts experts) {
            found.accept(experts);
        }
    }
}
