package dev.lathe.train.pipeline;

import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.Combined;
import dev.lathe.tensor.MatrixParts;
import dev.lathe.tensor.Muon;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.recipe.OptimizerRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** Makes optimisers from recipes. */
final class Optimizers {
    private static final double MOMENTUM = 0.95;
    private static final AdamW.Settings REST = new AdamW.Settings(0.9, 0.95, 1e-8);

    private Optimizers() {}

    /**
     * Returns an optimiser of parameters.
     *
     * @param parts which parts of matrices they are
     */
    static Optimizer of(OptimizerRecipe recipe, SequencedMap<String, Tensor> parameters, MatrixParts parts) {
        List<NamedTensor> matrices = new ArrayList<>();
        List<NamedTensor> embeddings = new ArrayList<>();
        List<NamedTensor> vectors = new ArrayList<>();
        parameters.forEach((name, tensor) -> {
            boolean lookup = name.startsWith("model.embed_tokens") || name.startsWith("lm_head");
            (tensor.dim() < 2 ? vectors : lookup ? embeddings : matrices).add(new NamedTensor(name, tensor));
        });
        return switch (recipe) {
            case OptimizerRecipe.AdamW adamW -> {
                double decay = adamW.weightDecay();
                yield new AdamW(
                        new AdamW.Settings(adamW.beta1(), adamW.beta2(), 1e-8),
                        List.of(
                                new ParameterGroup(matrices, 1, decay),
                                new ParameterGroup(embeddings, 1, adamW.decayEmbeddings() ? decay : 0),
                                new ParameterGroup(vectors, 1, adamW.decayVectors() ? decay : 0)));
            }
            case OptimizerRecipe.Muon muon ->
                new Combined(List.of(
                        new Muon(MOMENTUM, List.of(new ParameterGroup(matrices, 1, muon.weightDecay())), parts),
                        new AdamW(
                                REST,
                                List.of(
                                        new ParameterGroup(embeddings, muon.restRatio(), 0),
                                        new ParameterGroup(vectors, muon.restRatio(), 0)))));
        };
    }
}
