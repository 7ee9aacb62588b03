package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Holds the weights of what follows attention. D is the hidden size, F the width inside. */
sealed interface FeedForwardWeights {
    /**
     * Is one gated block.
     *
     * @param gateUp {@code [2 F, D]}
     * @param down {@code [D, F]}
     */
    record Block(Tensor gateUp, Tensor down) implements FeedForwardWeights {}

    /**
     * Is several blocks behind a router.
     *
     * @param router {@code [experts, D]}
     * @param experts by their number, those of this process in order
     */
    record Mixture(Tensor router, SequencedMap<Integer, Block> experts) implements FeedForwardWeights {}

    static FeedForwardWeights of(FeedForward kind, Map<String, Tensor> parameters, String prefix) {
        return switch (kind) {
            case FeedForward.Dense _ -> block(parameters, prefix);
            case FeedForward.Experts experts ->
                new Mixture(LayerWeights.get(parameters, prefix + "gate.weight"), experts(experts, parameters, prefix));
        };
    }

    /** Returns the experts whose parameters are here: all, unless processes divide them among them. */
    private static SequencedMap<Integer, Block> experts(
            FeedForward.Experts kind, Map<String, Tensor> parameters, String prefix) {
        SequencedMap<Integer, Block> present = new LinkedHashMap<>();
        for (int expert = 0; expert < kind.count(); expert++) {
            String name = prefix + "experts." + expert + ".";
            if (parameters.containsKey(name + "down_proj.weight")) {
                present.put(expert, block(parameters, name));
            }
        }
        return present;
    }

    private static Block block(Map<String, Tensor> parameters, String prefix) {
        return new Block(
                LayerWeights.join(parameters, prefix + "gate_proj.weight", prefix + "up_proj.weight"),
                LayerWeights.get(parameters, prefix + "down_proj.weight"));
    }
}
