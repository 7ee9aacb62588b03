package dev.lathe.model;

import dev.lathe.model.Projections.Part;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Ranked;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/** Computes what follows attention. Suffixes name shapes: N tokens, D hidden size. */
final class Feeding {
    private Feeding() {}

    /** Returns {@code [..., hidden]} for {@code [..., hidden]}. */
    static Tensor apply(
            FeedForward kind,
            Activation activation,
            FeedForwardWeights weights,
            Tensor x,
            Projections projections,
            Divisions divisions) {
        return switch (weights) {
            case FeedForwardWeights.Block block -> {
                Division columns = divisions.columns();
                yield columns.leave(block(activation, block, columns.enter(x), projections, "mlp."));
            }
            case FeedForwardWeights.Mixture mixture ->
                divisions
                        .experts()
                        .leave(mixture(
                                (FeedForward.Experts) kind,
                                activation,
                                mixture,
                                divisions.experts().enter(x),
                                projections));
        };
    }

    private static FeedForwardWeights.Block block(FeedForwardWeights.Mixture weights, int expert) {
        return Objects.requireNonNull(weights.experts().get(expert));
    }

    private static Tensor block(
            Activation activation, FeedForwardWeights.Block weights, Tensor x, Projections projections, String prefix) {
        int hidden = Math.toIntExact(weights.down().size(0));
        int width = Math.toIntExact(weights.down().size(1));
        Tensor both = projections.apply(
                x,
                weights.gateUp(),
                null,
                new Part(prefix + "gate_proj", 0, width),
                new Part(prefix + "up_proj", width, width));
        List<Tensor> halves = both.split(width, -1);
        Tensor gated = activation.apply(halves.getFirst()).mul(halves.getLast());
        return projections.apply(gated, weights.down(), null, new Part(prefix + "down_proj", 0, hidden));
    }

    /**
     * Sends every token through the experts that the router finds most probable. Source: Shazeer et al., Outrageously Large Neural
     * Networks: The Sparsely-Gated Mixture-of-Experts Layer, 2017.
     */
    private static Tensor mixture(
            FeedForward.Experts kind,
            Activation activation,
            FeedForwardWeights.Mixture weights,
            Tensor x,
            Projections projections) {
        Tensor xND = x.reshape(-1, x.size(-1));
        Tensor probabilities =
                xND.linear(weights.router(), null).to(DType.FLOAT32).softmax(-1);
        Ranked picked = probabilities.topk(kind.active(), -1);
        Tensor shares = kind.normalized() ? picked.values().div(picked.values().sum(-1, true)) : picked.values();
        Tensor sumND = xND.mul(0);
        for (int expert : weights.experts().keySet()) {
            Tensor places = picked.indices().eq(expert).nonzero();
            if (places.size(0) > 0) {
                Tensor tokens = places.select(1, 0);
                Tensor share = shares.indexSelect(0, tokens).gather(1, places.narrow(1, 1, 1));
                Tensor inputs = xND.indexSelect(0, tokens);
                Tensor outputs =
                        block(activation, block(weights, expert), inputs, projections, "mlp.experts." + expert + ".");
                sumND.indexAdd_(0, tokens, outputs.mul(share.to(outputs.dtype())));
            }
        }
        return sumND.view(x.shape());
    }
}
