package dev.lathe.model;

import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
     */
    record Mixture(Tensor router, List<Block> experts) implements FeedForwardWeights {}

    static FeedForwardWeights of(FeedForward kind, Map<String, Tensor> parameters, String prefix) {
        return switch (kind) {
            case FeedForward.Dense _ -> block(parameters, prefix);
            case FeedForward.Experts experts ->
                new Mixture(
                        LayerWeights.get(parameters, prefix + "gate.weight"),
                        IntStream.range(0, experts.count())
                                .mapToObj(expert -> block(parameters, prefix + "experts." + expert + "."))
                                .toList());
        };
    }

    private static Block block(Map<String, Tensor> parameters, String prefix) {
        return new Block(
                LayerWeights.join(parameters, prefix + "gate_proj.weight", prefix + "up_proj.weight"),
                LayerWeights.get(parameters, prefix + "down_proj.weight"));
    }
}
