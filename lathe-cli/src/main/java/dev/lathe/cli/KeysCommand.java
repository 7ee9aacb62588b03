package dev.lathe.cli;

import dev.lathe.core.recipe.RecipeKeys;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the page of all keys of a recipe. */
@Command(name = "keys", description = "Print every key of a recipe with its type, default and meaning.")
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(page());
        spec.commandLine().getOut().flush();
    }

    /** Returns the keys of recipes with an environment, then those of recipes with a method. */
    static String page() {
        return RecipeKeys.markdown(Recipe.class)
                + RecipeKeys.markdown(TuneRecipe.class)
                        .replaceFirst("# Keys of a recipe", "\n# Keys of a recipe with a method");
    }
}
