package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Seeds;
import dev.lathe.env.ArithmeticEnvironment;
import dev.lathe.env.ArithmeticSolution;
import dev.lathe.env.ArithmeticTask;
import dev.lathe.env.ArithmeticTasks;
import dev.lathe.env.ArithmeticTasks.Split;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;

/** Supplies sums and differences, and written solutions of them as lessons. */
final class ArithmeticSource implements TaskSource<ArithmeticTask> {
    /** The tasks that are measured are part of the world, not of the run. */
    private static final long WORLD = 0;

    private final EnvironmentRecipe.Arithmetic recipe;
    private final ArithmeticTasks training;
    private final ArithmeticTasks measured;
    private final long seed;

    /**
     * Generates the tasks.
     *
     * @param seed decides the order of training tasks
     */
    ArithmeticSource(EnvironmentRecipe.Arithmetic recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
        training = new ArithmeticTasks(recipe.digits(), seed);
        measured = new ArithmeticTasks(recipe.digits(), WORLD);
    }

    @Override
    public ArithmeticTask training(long number) {
        return training.task(Split.TRAIN, number);
    }

    @Override
    public List<ArithmeticTask> validation(int count) {
        return measured.tasks(Split.VALIDATION, count);
    }

    @Override
    public List<ArithmeticTask> heldOut(int count) {
        return measured.tasks(Split.HELD_OUT, count);
    }

    @Override
    public Environment<ArithmeticTask> environment() {
        return new ArithmeticEnvironment();
    }

    @Override
    public String success() {
        return "correct";
    }

    @Override
    public List<String> vocabulary() {
        return ArithmeticSolution.words();
    }

    @Override
    public Lesson lesson(SftRecipe.Part part, long number) {
        if (part != SftRecipe.Part.EPISODE) {
            throw new IllegalArgumentException("arithmetic has no " + part);
        }
        ArithmeticTask task = training(number);
        String solution = ArithmeticSolution.of(task, recipe.carelessness(), Seeds.of(seed, number));
        try (Environment<ArithmeticTask> environment = environment()) {
            return new Lesson(List.of(new Lesson.Turn(environment.reset(task, 0).messages(), solution)));
        }
    }
}
