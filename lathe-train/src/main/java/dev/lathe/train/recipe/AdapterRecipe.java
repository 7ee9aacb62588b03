package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.util.List;

/** A small change to some matrices, which is all that learns. */
@Doc(
        "A LoRA adapter (arXiv 2106.09685): products of two thin matrices, added to some of the model's, are all that learns.")
public record AdapterRecipe(
        @Doc("How thin they are.") @Range(min = 1, max = 1024) @Default("16")
        int rank,

        @Doc("Their product is multiplied by alpha / rank.") @Positive @Default("32")
        double alpha,

        @Doc("The projections of every layer that change, by the ends of their names.")
        @Default("[q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]")
        List<String> targets) {
    private static final List<String> PROJECTIONS =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    public AdapterRecipe {
        targets = List.copyOf(targets);
        if (targets.isEmpty() || !PROJECTIONS.containsAll(targets)) {
            throw new IllegalArgumentException(
                    "targets: must be some of %s; %s are not".formatted(String.join(", ", PROJECTIONS), targets));
        }
    }

    /** Returns whether a parameter of this name changes. */
    public boolean changes(String parameter) {
        return targets.stream().anyMatch(target -> parameter.endsWith("." + target + ".weight"));
    }
}
