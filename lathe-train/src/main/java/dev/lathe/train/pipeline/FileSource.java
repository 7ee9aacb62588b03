package dev.lathe.train.pipeline;

import dev.lathe.core.Environment;
import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.UserError;
import dev.lathe.train.recipe.SftRecipe;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Supplies tasks of a file that are answered once: the last are held out, and of the rest the last are for validation.
 *
 * @param <T> the tasks
 */
abstract class FileSource<T extends Task> implements TaskSource<T> {
    private final List<T> training;
    private final List<T> validation;
    private final List<T> heldOut;
    private final long seed;

    /**
     * Parts the tasks.
     *
     * @param all the tasks of the file, in its order
     * @param kept how many are held out, and how many are for validation
     * @param seed decides the order of training tasks
     * @throws UserError if there are too few
     */
    FileSource(Path file, List<T> all, int kept, long seed) {
        if (all.size() <= 2 * kept) {
            throw new UserError("%s: %d problems are too few to keep %d for validation and %d held out"
                    .formatted(file, all.size(), kept, kept));
        }
        int end = all.size() - kept;
        heldOut = all.subList(end, all.size());
        validation = all.subList(end - kept, end);
        training = all.subList(0, end - kept);
        this.seed = seed;
    }

    /** Returns a reply to learn from; null if there is none. */
    abstract @Nullable String solution(T task);

    @Override
    public final T training(long number) {
        return training.get(Math.floorMod(Seeds.of(seed, number), training.size()));
    }

    @Override
    public final List<T> validation(int count) {
        return validation.subList(0, Math.min(count, validation.size()));
    }

    @Override
    public final List<T> heldOut(int count) {
        return heldOut.subList(0, Math.min(count, heldOut.size()));
    }

    @Override
    public final String success() {
        return "correct";
    }

    @Override
    public final Lesson lesson(SftRecipe.Part part, long number) {
        T task = training(number);
        String solution = solution(task);
        if (part != SftRecipe.Part.EPISODE || solution == null) {
            throw new IllegalArgumentException("%s has no %s to learn from".formatted(task.id(), part));
        }
        try (Environment<T> environment = environment()) {
            return new Lesson(List.of(new Lesson.Turn(environment.reset(task, 0).messages(), solution)));
        }
    }
}
