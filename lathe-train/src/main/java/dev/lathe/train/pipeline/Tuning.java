package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.recipe.Feasibility;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.report.Report;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Summary;
import java.nio.file.Path;
import java.util.List;

/** Runs a recipe that learns from data, from its first step, or from where it was stopped, to its summary and report. */
public final class Tuning {
    private Tuning() {}

    /**
     * Runs a recipe. Rows that were skipped are listed in {@code bad-data.txt} beside the summary.
     *
     * @param runs the folder of all runs
     * @param name the run's name
     * @param resume whether to go on with a run of this name; else it must be new
     * @throws UserError if the recipe, the data, a model or the run's folder is at fault
     */
    public static Training.Result run(
            TuneRecipe recipe, Path runs, String name, boolean resume, Progress progress, StopRequest stop) {
        Feasibility.require(recipe);
        String text = Recipes.write(recipe);
        try (RunFolder folder = resume ? RunFolder.resume(runs, name, text) : RunFolder.create(runs, name, text)) {
            try {
                return run(recipe, folder, progress, stop);
            } catch (UserError mistake) {
                if (!resume) {
                    folder.withdraw();
                }
                throw mistake;
            }
        }
    }

    private static Training.Result run(TuneRecipe recipe, RunFolder folder, Progress progress, StopRequest stop) {
        try (TuneJob job = new TuneJob(recipe, folder, progress, stop)) {
            boolean finished = job.run();
            Summary summary =
                    new Summary(recipe.name(), recipe.seed(), job.seconds(), job.parameters(), List.of(), null, null);
            if (finished) {
                summary.write(folder.summary());
                Report.write(folder, summary, List.of());
            }
            return new Training.Result(folder.path(), finished, job.state().logged(), summary);
        }
    }
}
