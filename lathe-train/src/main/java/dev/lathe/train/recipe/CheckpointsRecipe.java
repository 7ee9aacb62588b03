package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Says which checkpoints stay. No part of the result: a resumed run may choose otherwise. */
@Doc("Which checkpoints stay, beside those between two parts of a run.")
public record CheckpointsRecipe(
        @Doc("How many of the newest.") @Range(min = 1) @Default("2")
        int keepLast,

        @Doc(
                "How many of the best, of those in whose step the metric was measured; the link `best` leads to the first of them.")
        @Range(min = 0)
        @Default("0")
        int keepBest,

        @Doc("The metric, as `metrics.jsonl` names it.") @Default("reward")
        String metric,

        @Doc("Whether more of it is better.") @Default("true")
        boolean moreIsBetter) {}
