package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import dev.lathe.env.MathEnvironment;
import dev.lathe.env.MathTask;
import dev.lathe.env.MathTasks;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.SftRecipe;
import java.util.List;

/** Supplies word problems: the last of the file are held out, and of the rest the last are for validation. */
public final class MathSource implements TaskSource<MathTask> {
    private final List<MathTask> training;
    private final List<MathTask> validation;
    private final List<MathTask> heldOut;
    private final String instruction;
    private final long seed;

    /**
     * Reads the problems.
     *
     * @param seed decides the order of training tasks
     * @throws UserError if the file is missing or malformed, or too short to hold out as many as asked
     */
    MathSource(EnvironmentRecipe.Gsm8k recipe, long seed) {
        this.seed = seed;
        instruction = recipe.instruction();
        List<MathTask> all = MathTasks.load(recipe.data());
        int kept = recipe.heldOut();
        if (all.size() <= 2 * kept) {
            throw new UserError("%s: %d problems are too few to keep %d for validation and %d held out"
                    .formatted(recipe.data(), all.size(), kept, kept));
        }
        int end = all.size() - kept;
        heldOut = all.subList(end, all.size());
        validation = all.subList(end - kept, end);
        training = all.subList(0, end - kept);
    }

    @Override
    public MathTask training(long number) {
        return training.get(Math.floorMod(Seeds.of(seed, number), training.size()));
    }

    @Override
    public List<MathTask> validation(int count) {
        return validation.subList(0, Math.min(count, validation.size()));
    }

    @Override
    public List<MathTask> heldOut(int count) {
        return heldOut.subList(0, Math.min(count, heldOut.size()));
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
