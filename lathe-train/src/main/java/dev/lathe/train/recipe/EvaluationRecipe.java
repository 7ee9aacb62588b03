package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Measuring. */
@Doc("Measuring on tasks that training never sees.")
public record EvaluationRecipe(
        @Doc("Held-out tasks, run once for each reported result; 0 for none.") @Range(min = 0) @Default("500")
        int heldOut,

        @Doc("Validation tasks, on which choices are made.") @Range(min = 0) @Default("128")
        int validation,

        @Doc(
                "Held-out tasks that are also played with one wish changed, greedily: does what is bought change with it? In the shop.")
        @Range(min = 0)
        @Default("0")
        int counterfactuals,

        @Doc("Held-out tasks whose conversations the report shows.") @Range(min = 0) @Default("12")
        int shown) {}
