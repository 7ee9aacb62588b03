package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.recipe.TuneRecipe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Trains the small model in as many processes as the recipe says. Takes the recipe, the folder of runs, whether to go on with one, after
 * how many reports to stop, and changes of the recipe.
 */
final class TeamTuneProgram {
    private TeamTuneProgram() {}

    public static void main(String[] arguments) {
        List<String> overrides = Arrays.asList(arguments).subList(4, arguments.length);
        TuneRecipe recipe = Recipes.load(Path.of(arguments[0]), TuneRecipe.class, overrides);
        StopRequest stop = new StopRequest();
        Progress progress =
                Launch.started() ? Progress.SILENT : new TinyTune.Stopping(stop, Integer.parseInt(arguments[3]));
        Launch launch = new Launch(TeamTuneProgram.class.getName(), List.of(arguments), System.out::println);
        boolean resume = Boolean.parseBoolean(arguments[2]);
        Training.Result result = Tuning.run(recipe, Path.of(arguments[1]), "team", resume, progress, stop, launch);
        System.out.println((result.finished() ? "finished " : "stopped ") + result.step());
        // whoever started this may have the program wait for threads of others
        System.exit(0);
    }
}
