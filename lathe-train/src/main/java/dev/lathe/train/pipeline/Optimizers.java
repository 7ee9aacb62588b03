package dev.lathe.train.pipeline;

import dev.lathe.core.Seeds;
import dev.lathe.tensor.AdamW;
import dev.lathe.tensor.Combined;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.LowRankUpdates;
import dev.lathe.tensor.Muon;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.ParameterGroup;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.recipe.AdapterRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Makes optimisers from recipes. */
final class Optimizers {
    private static final double MOMENTUM = 0.95;
    private static final AdamW.Settings REST = new AdamW.Settings(0.9, 0.95, 1e-8);

    private Optimizers() {}

    /**
     * Returns an optimiser of an adapter to some of the parameters, and of those that the model has beside its own.
     *
     * @param beside names of the latter
     */
    static Optimizer of(
            OptimizerRecipe recipe,
            AdapterRecipe adapter,
            SequencedMap<String, Tensor> parameters,
            Set<String> beside,
            long seed) {
        List<NamedTensor> targets = new ArrayList<>();
        SequencedMap<String, Tensor> whole = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            if (beside.contains(name)) {
                whole.put(name, tensor);
            } else if (adapter.changes(name)) {
                targets.add(new NamedTensor(name, tensor));
            }
        });
        try (Generator generator = Generator.seeded(Seeds.of(seed, "adapter"))) {
            Optimizer thin = new LowRankUpdates(
                    targets,
                    adapter.rank(),
                    adapter.alpha() / adapter.rank(),
                    generator,
                    members -> of(recipe, named(members)));
            return whole.isEmpty() ? thin : new Combined(List.of(thin, of(recipe, whole)));
        }
    }

    private static SequencedMap<String, Tensor> named(List<NamedTensor> members) {
        SequencedMap<String, Tensor> map = new LinkedHashMap<>();
        members.forEach(member -> map.put(member.name(), member.tensor()));
        return map;
    }

    static Optimizer of(OptimizerRecipe recipe, SequencedMap<String, Tensor> parameters) {
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
                        new Muon(MOMENTUM, List.of(new ParameterGroup(matrices, 1, muon.weightDecay()))),
                        new AdamW(
                                REST,
                                List.of(
                                        new ParameterGroup(embeddings, muon.restRatio(), 0),
                                        new ParameterGroup(vectors, muon.restRatio(), 0)))));
        };
    }
}
