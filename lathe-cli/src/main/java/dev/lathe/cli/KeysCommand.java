package dev.lathe.cli;

import dev.lathe.core.recipe.RecipeKeys;
import dev.lathe.train.recipe.Recipe;
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
        spec.commandLine().getOut().print(RecipeKeys.markdown(Recipe.class));
        spec.commandLine().getOut().flush();
    }
}
