package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.env.MathEnvironment;
import dev.lathe.env.MathTask;
import dev.lathe.env.MathTasks;
import dev.lathe.train.recipe.EnvironmentRecipe;

/** Supplies word problems of a file. */
final class MathSource extends FileSource<MathTask> {
    private final String instruction;

    /**
     * Reads the problems.
     *
     * @param seed decides the order of training tasks
     * @throws dev.lathe.core.UserError if the file is missing or malformed, or too short to hold out as many as asked
     */
    MathSource(EnvironmentRecipe.Gsm8k recipe, long seed) {
        super(recipe.data(), MathTasks.load(recipe.data()), recipe.heldOut(), seed);
        instruction = recipe.instruction();
    }

    @Override
    public Environment<MathTask> environment() {
        return new MathEnvironment(instruction);
    }

    @Override
    String solution(MathTask task) {
        return task.solution();
    }
}
