package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs a shipped recipe in as many processes as it says. Takes the recipe, the folder of runs, and changes of the recipe. */
final class TeamTrainProgram {
    private TeamTrainProgram() {}

    public static void main(String[] arguments) {
        List<String> overrides = Arrays.asList(arguments).subList(2, arguments.length);
        Recipe recipe = Recipes.load(arguments[0], Recipe.class, overrides);
        Launch launch = new Launch(TeamTrainProgram.class.getName(), List.of(arguments), System.out::println);
        Training.Result result =
                Training.run(recipe, Path.of(arguments[1]), "team", false, Progress.SILENT, new StopRequest(), launch);
        System.out.println("finished " + result.finished());
        // whoever started this may have the program wait for threads of others
        System.exit(0);
    }
}
