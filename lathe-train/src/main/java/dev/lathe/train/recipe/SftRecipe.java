package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import dev.lathe.core.recipe.Retired;
import java.util.Arrays;
import java.util.List;

/** Supervised learning: phases one after the other. */
@Retired(key = "unknown_words", value = "0.0")
@Doc("Supervised learning on the fair oracle's demonstrations.")
public record SftRecipe(
        @Doc("Phases in order; none to leave supervised learning out.") @Default("[]")
        List<Phase> phases) {

    /** One phase. */
    @Doc("One phase of supervised learning.")
    public record Phase(
            @Doc("Optimiser steps.") @Range(min = 1) int steps,

            @Doc("Instructions with the first reply, a step: understanding.") @Range(min = 0) @Default("0")
            int firstTurns,

            @Doc("Item pages with the reply, a step: verifying.") @Range(min = 0) @Default("0")
            int itemPages,

            @Doc("Whole episodes a step.") @Range(min = 0) @Default("0")
            int episodes,

            @Doc("Requests without a profile, with the first reply alone, a step: words.") @Range(min = 0) @Default("0")
            int requests,

            @Doc("The optimiser; its state starts anew.") @Default("{kind: muon}")
            OptimizerRecipe optimizer,

            @Doc("Steps in which the learning rate rises from 0.") @Range(min = 0) @Default("20")
            int warmup,

            @Doc("How the learning rate falls after its rise.") @Default("linear")
            ScheduleShape schedule,

            @Doc("Share of the highest learning rate that is left at the end, unless it is constant.")
            @Range(min = 0, max = 1)
            @Default("0.1")
            double finalRate,

            @Doc("Steps between two evaluations on validation tasks; 0 for none.") @Range(min = 0) @Default("0")
            int validateEvery,

            @Doc(
                    "Evaluations without a better one after which the phase ends, and goes back to the policy of the best.")
            @Range(min = 1)
            @Default("3")
            int patience) {

        /** Returns how many lessons a step has. */
        public int lessons() {
            return Arrays.stream(Part.values()).mapToInt(this::count).sum();
        }

        /** Returns how many lessons a step has of each part. */
        public int count(Part part) {
            return switch (part) {
                case FIRST_TURN -> firstTurns;
                case ITEM_PAGE -> itemPages;
                case EPISODE -> episodes;
                case REQUEST -> requests;
            };
        }
    }

    /** Names what a lesson shows of a demonstration. */
    public enum Part {
        /** The episode up to its first search: understanding. */
        FIRST_TURN,
        /** A plan, one item page and the reply to it: verifying. */
        ITEM_PAGE,
        /** The whole episode. */
        EPISODE,
        /** A request without a profile, and the first reply, which notes what it says: words. */
        REQUEST
    }
}
