package dev.lathe.cli;

import dev.lathe.core.recipe.Recipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of every command that takes a recipe. */
final class RecipeOptions {
    @Parameters(
            index = "0",
            paramLabel = "NAME|RECIPE",
            description = "A shipped recipe by its name, or a file that ends in .yaml.")
    private String recipe;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one key of the recipe, such as optimizer.learning_rate=3e-4; may be given often.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--dry-run", description = "Print the recipe with every key resolved, and do nothing.")
    private boolean dryRun;

    /** Tells whether the recipe learns from data by a method, rather than in an environment. */
    boolean tunes() {
        return Recipes.has(recipe, "method");
    }

    /** Reads the recipe. */
    <R extends Record> R load(Class<R> root) {
        return Recipes.load(recipe, root, overrides);
    }

    /**
     * Reads the recipe for a pretrained model: a shipped one has settings that suit such models under {@code NAME-pretrained}, where
     * they differ.
     */
    <R extends Record> R loadForPretrained(Class<R> root) {
        String sibling = recipe + "-pretrained";
        return Recipes.load(Recipes.shipped().contains(sibling) ? sibling : recipe, root, overrides);
    }

    /** Gives way to {@code NAME-scenario}, if there is such a recipe: one that suits profiles and talks. */
    void preferScenario(String scenario) {
        String sibling = recipe + "-scenario";
        if (Recipes.shipped().contains(sibling)) {
            preset("name=%s-%s".formatted(recipe, scenario));
            recipe = sibling;
        }
    }

    /** Reads another recipe with the changes of the command line. */
    <R extends Record> R load(Path file, Class<R> root) {
        return Recipes.load(file, root, overrides);
    }

    /** Changes one more key, before those that the command line names. */
    void preset(String override) {
        overrides.addFirst(override);
    }

    boolean dryRun() {
        return dryRun;
    }
}
