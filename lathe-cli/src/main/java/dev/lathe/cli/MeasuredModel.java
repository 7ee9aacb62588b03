package dev.lathe.cli;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what {@code --model} names.
 *
 * @param checkpoint the model itself
 * @param recipe the recipe of the run that it belongs to, if it does
 */
record MeasuredModel(Path checkpoint, Optional<Path> recipe) {
    private static final String RECIPE = "recipe.yaml";
    private static final String STEP = "step-";

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
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            return checkpoints
                    .filter(folder -> folder.getFileName().toString().matches(STEP + "\\d{1,18}"))
                    .max(Comparator.comparingLong(MeasuredModel::step))
                    .orElseThrow(() -> new UserError(run + ": has no checkpoint yet"));
        } catch (IOException missing) {
            throw new UserError(run + ": has no checkpoint yet", missing);
        }
    }

    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(STEP.length()));
    }
}
