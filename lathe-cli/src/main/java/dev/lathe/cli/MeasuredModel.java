package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.train.run.StepFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Finds what {@code --model} names.
 *
 * @param checkpoint the model itself
 * @param recipe the recipe of the run that it belongs to, if it does
 */
record MeasuredModel(Path checkpoint, Optional<Path> recipe) {
    private static final String RECIPE = "recipe.yaml";

    /**
     * Takes a run for its newest checkpoint, and everything else for itself.
     *
     * @throws UserError if a run has no checkpoint yet
     */
    static MeasuredModel of(Path model) {
        Path own = model.resolve(RECIPE);
        if (Files.exists(own)) {
            return new MeasuredModel(newest(model), Optional.of(own));
        }
        Path run = model.toAbsolutePath().normalize().resolve("../../" + RECIPE).normalize();
        return new MeasuredModel(model, Optional.of(run).filter(Files::exists));
    }

    private static Path newest(Path run) {
        SortedMap<Long, Path> checkpoints = StepFiles.in(run.resolve("checkpoints"), "");
        if (checkpoints.isEmpty()) {
            throw new UserError(run + ": has no checkpoint yet");
        }
        return checkpoints.lastEntry().getValue();
    }
}
