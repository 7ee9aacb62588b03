package dev.lathe.train.recipe;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;
import java.util.List;

/** Supervised learning: phases one after the other. */
@Doc("Supervised learning on the fair oracle's demonstrations.")
public record SftRecipe(
        @Doc("Phases in order; none to leave supervised learning out.") @Default("[]")
        List<Phase> phases,

        @Doc("Share of instruction words that become the unknown token in training.")
        @Range(min = 0, max = 0.9)
        @Default("0.0")
        double unknownWords) {

    /** One phase. */
    @Doc("One phase of supervised learning.")
    public record Phase(
            @Doc("What part of a demonstration is shown.") Part part,

            @Doc("Optimiser steps.") @Range(min = 1) int steps,

            @Doc("Demonstrations a step.") @Range(min = 1) @Default("32")
            int batch,

            @Doc("The optimiser; its state starts anew.") @Default("{kind: muon}")
            OptimizerRecipe optimizer,

            @Doc("Steps in which the learning rate rises from 0.") @Range(min = 0) @Default("20")
            int warmup,

            @Doc("Share of the highest learning rate that is left at the end, linearly.")
            @Range(min = 0, max = 1)
            @Default("0.1")
            double finalRate,

            @Doc("Steps between two evaluations on validation tasks; 0 for none.") @Range(min = 0) @Default("0")
            int validateEvery,

            @Doc("Evaluations without a better one after which the phase ends.") @Range(min = 1) @Default("3")
            int patience) {}

    /** Says what a demonstration shows. */
    public enum Part {
        /** The instruction and the first reply: understanding. */
        FIRST_TURN,
        /** A plan, one item page and the reply to it: verifying. */
        ITEM_PAGE,
        /** The whole episode. */
        EPISODE
    }
}
