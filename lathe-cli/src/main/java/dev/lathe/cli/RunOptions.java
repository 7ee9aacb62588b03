package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.train.data.DataRecipe;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.PolicyRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of every command that makes or goes on with a run. */
final class RunOptions {
    @Mixin
    private FolderOptions folder;

    @Option(
            names = "--model",
            paramLabel = "FILE_OR_DIR",
            description = "Start from this model: a GGUF file, or a folder with config.json and safetensors."
                    + " A recipe NAME gives way to NAME-pretrained where there is one.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Learn from this file: JSON, one a line; recipes with a method take Parquet and folders too.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--on-bad-data",
            paramLabel = "fail|skip",
            description = "Fail at rows that cannot be used, or go on without them and list them.")
    private Optional<DataRecipe.OnBad> onBadData = Optional.empty();

    /** Returns a recipe with the model and the data of the command line in place of its own. */
    Recipe applied(Recipe recipe) {
        if (onBadData.isPresent()) {
            throw new UserError("--on-bad-data: goes with recipes that have a method; '%s' learns in an environment"
                    .formatted(recipe.name()));
        }
        Recipe trained = model.map(path -> recipe.withPolicy(new PolicyRecipe.Pretrained(path)))
                .orElse(recipe);
        return data.map(path -> trained.withEnvironment(withData(trained, path)))
                .orElse(trained);
    }

    /** Returns a recipe with the model and the data of the command line in place of its own. */
    TuneRecipe applied(TuneRecipe recipe) {
        TuneRecipe trained =
                model.map(path -> recipe.withPolicy(withModel(recipe, path))).orElse(recipe);
        DataRecipe read = data.map(path -> trained.data().withPath(path)).orElse(trained.data());
        return trained.withData(onBadData.map(read::withOnBad).orElse(read));
    }

    /** Returns the model of the command line; of a student, the model whose layers it takes. */
    private static PolicyRecipe withModel(TuneRecipe recipe, Path path) {
        return recipe.policy() instanceof PolicyRecipe.Shrunk shrunk
                ? new PolicyRecipe.Shrunk(path, shrunk.layers())
                : new PolicyRecipe.Pretrained(path);
    }

    private static EnvironmentRecipe withData(Recipe recipe, Path path) {
        return switch (recipe.environment()) {
            case EnvironmentRecipe.Gsm8k gsm8k ->
                new EnvironmentRecipe.Gsm8k(path, gsm8k.heldOut(), gsm8k.instruction());
            case EnvironmentRecipe.Questions questions -> questions.withData(path);
            case EnvironmentRecipe.Arithmetic arithmetic ->
                throw new UserError("--data: arithmetic makes its own tasks; it goes with gsm8k and questions");
            case EnvironmentRecipe.Errands errands ->
                throw new UserError("--data: errands make their own tasks; it goes with gsm8k and questions");
            case EnvironmentRecipe.Shop shop ->
                throw new UserError("--data: the shop makes its own tasks; it goes with gsm8k and questions");
        };
    }

    /** Says whether training starts from a model that is there already. */
    boolean pretrained() {
        return model.isPresent();
    }

    FolderOptions folder() {
        return folder;
    }
}
