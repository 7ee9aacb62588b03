package dev.lathe.train.pipeline;

import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.SftRecipe;
import dev.lathe.train.run.Stage;
import java.util.ArrayList;
import java.util.List;

/** Is one part of a job; parts run one after the other. */
sealed interface JobPart {
    /** Evaluates the policy on held-out tasks. */
    record Measure(Stage after) implements JobPart {}

    /** Runs one phase of supervised learning. */
    record Supervised(int index, SftRecipe.Phase phase) implements JobPart {}

    /** Runs reinforcement learning. */
    record Reinforcement() implements JobPart {}

    /** Returns what a recipe asks for, in order. */
    static List<JobPart> of(Recipe recipe) {
        List<JobPart> parts = new ArrayList<>();
        boolean measured = recipe.evaluation().heldOut() > 0;
        if (measured) {
            parts.add(new Measure(Stage.INITIAL));
        }
        List<SftRecipe.Phase> phases = recipe.sft().phases();
        for (int index = 0; index < phases.size(); index++) {
            parts.add(new Supervised(index, phases.get(index)));
        }
        if (measured && !phases.isEmpty()) {
            parts.add(new Measure(Stage.SFT));
        }
        if (recipe.rl().steps() > 0) {
            parts.add(new Reinforcement());
            if (measured) {
                parts.add(new Measure(Stage.RL));
            }
        }
        return parts;
    }
}
