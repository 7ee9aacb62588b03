package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.env.MathEnvironment;
import dev.lathe.env.MathTask;
import dev.lathe.env.MathTasks;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;

/** Supplies word problems of a file. */
public final class MathSource implements TaskSource<MathTask> {
    private final FileSplits<MathTask> splits;
    private final String instruction;

    /**
     * Reads the problems.
     *
     * @param seed decides the order of training tasks
     * @throws dev.lathe.core.UserError if the file is missing or malformed, or too short to hold out as many as asked
     */
    MathSource(EnvironmentRecipe.Gsm8k recipe, long seed) {
        instruction = recipe.instruction();
        splits = new FileSplits<>(recipe.data(), MathTasks.load(recipe.data()), recipe.heldOut(), seed);
    }

    @Override
    public MathTask training(long number) {
        return splits.training(number);
    }

    @Override
    public List<MathTask> validation(int count) {
        return splits.validation(count);
    }

    @Override
    public List<MathTask> heldOut(int count) {
        return splits.heldOut(count);
    }

    @Override
    public Environment<MathTask> environment() {
        return new MathEnvironment(instruction);
    }

    @Override
    public String success() {
        return "correct";
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        if (part != SftRecipe.Part.EPISODE) {
            throw new IllegalArgumentException("gsm8k has no " + part);
        }
        MathTask task = training(number);
        try (var environment = new MathEnvironment(instruction)) {
            return new Lesson(List.of(new Lesson.Turn(environment.reset(task, 0).messages(), task.solution())));
        }
    }
}
