package dev.lathe.cli;

import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Names the model that acts. */
final class ModelOption {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = "A checkpoint, a run, a GGUF file, or a folder with config.json and safetensors.")
    private Path model = Path.of("");

    /**
     * Finds what is named.
     *
     * @throws dev.lathe.core.UserError if a run has no checkpoint yet
     */
    MeasuredModel measured() {
        return MeasuredModel.of(model);
    }

    /** Reads the recipe of the run that a model belongs to; if it belongs to none, the one that suits pretrained models. */
    static Recipe recipe(MeasuredModel measured, RecipeOptions recipes) {
        return measured.recipe()
                .map(file -> recipes.load(file, Recipe.class))
                .orElseGet(() -> recipes.loadForPretrained(Recipe.class));
    }
}
