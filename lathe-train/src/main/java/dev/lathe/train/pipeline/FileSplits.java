package dev.lathe.train.pipeline;

import dev.lathe.core.Seeds;
import dev.lathe.core.Task;
import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.List;

/** Parts the tasks of a file: the last are held out, and of the rest the last are for validation. */
final class FileSplits<T extends Task> {
    private final List<T> training;
    private final List<T> validation;
    private final List<T> heldOut;
    private final long seed;

    /**
     * Parts tasks.
     *
     * @param kept how many are held out, and how many are for validation
     * @param seed decides the order of training tasks
     * @throws UserError if there are too few
     */
    FileSplits(Path file, List<T> all, int kept, long seed) {
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

    T training(long number) {
        return training.get(Math.floorMod(Seeds.of(seed, number), training.size()));
    }

    List<T> validation(int count) {
        return validation.subList(0, Math.min(count, validation.size()));
    }

    List<T> heldOut(int count) {
        return heldOut.subList(0, Math.min(count, heldOut.size()));
    }
}
