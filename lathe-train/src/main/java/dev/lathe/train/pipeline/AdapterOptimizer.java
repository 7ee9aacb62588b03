package dev.lathe.train.pipeline;

import dev.lathe.core.Seeds;
import dev.lathe.tensor.Combined;
import dev.lathe.tensor.Generator;
import dev.lathe.tensor.LowRankUpdates;
import dev.lathe.tensor.NamedTensor;
import dev.lathe.tensor.Optimizer;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.train.recipe.AdapterRecipe;
import dev.lathe.train.recipe.OptimizerRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Makes optimisers of adapters.
 *
 * @param recipe how they learn
 * @param adapter what they are
 * @param seed of what they begin with
 */
record AdapterOptimizer(OptimizerRecipe recipe, AdapterRecipe adapter, long seed) {
    /**
     * Starts an optimiser of adapters to some of the parameters, and of those that the model has beside its own.
     *
     * @param beside names of the latter
     */
    Optimizer over(Share share, Set<String> beside) {
        List<NamedTensor> targets = new ArrayList<>();
        SequencedMap<String, Tensor> others = new LinkedHashMap<>();
        share.changed().forEach((name, tensor) -> {
            if (beside.contains(name)) {
                others.put(name, tensor);
            } else if (adapter.changes(name)) {
                targets.add(new NamedTensor(name, tensor));
            }
        });
        try (Scope _ = Scope.open()) {
            Optimizer thin = new LowRankUpdates(
                    targets,
                    beginnings(share, targets),
                    adapter.alpha() / adapter.rank(),
                    members -> Optimizers.of(recipe, named(members), share.parts()));
            return beside.isEmpty() ? thin : new Combined(List.of(thin, Optimizers.of(recipe, others, share.parts())));
        }
    }

    /** Returns what adapters begin with: all are drawn everywhere, so that how many processes share them makes no difference. */
    private List<Tensor> beginnings(Share share, List<NamedTensor> targets) {
        SequencedMap<String, Tensor> drawn = new LinkedHashMap<>();
        try (Generator generator = Generator.seeded(Seeds.of(seed, "adapter"))) {
            share.whole().forEach((name, matrix) -> {
                if (adapter.changes(name)) {
                    drawn.put(name, LowRankUpdates.beginning(adapter.rank(), matrix.size(1), generator));
                }
            });
        }
        return targets.stream()
                .map(target -> columns(
                        Objects.requireNonNull(drawn.get(target.name())),
                        target.tensor().size(1),
                        share.parts().group().rank()))
                .toList();
    }

    /** Returns the columns that belong to a part of a matrix: all, if it has all. */
    private static Tensor columns(Tensor all, long count, int place) {
        return count == all.size(1) ? all : all.narrow(1, place * count, count);
    }

    private static SequencedMap<String, Tensor> named(List<NamedTensor> members) {
        SequencedMap<String, Tensor> map = new LinkedHashMap<>();
        members.forEach(member -> map.put(member.name(), member.tensor()));
        return map;
    }
}
