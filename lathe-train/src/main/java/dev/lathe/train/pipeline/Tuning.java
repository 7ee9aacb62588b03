package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.parallel.Team;
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
     * @param launch how other processes are started, where the recipe asks for some
     * @throws dev.lathe.core.UserError if the recipe, the data, a model or the run's folder is at fault
     */
    public static Training.Result run(
            TuneRecipe recipe,
            Path runs,
            String name,
            boolean resume,
            Progress progress,
            StopRequest stop,
            Launch launch) {
        Feasibility.require(recipe);
        TeamFeasibility.require(recipe);
        return new TeamRun(runs, name, resume, Recipes.write(recipe), progress)
                .run(recipe.parallel(), launch, (folder, heard, team) -> run(recipe, folder, heard, stop, team));
    }

    private static Training.Result run(
            TuneRecipe recipe, RunFolder folder, Progress progress, StopRequest stop, Team team) {
        try (TuneJob job = new TuneJob(recipe, folder, progress, stop, team)) {
            boolean finished = job.run();
            Summary summary =
                    new Summary(recipe.name(), recipe.seed(), job.seconds(), job.parameters(), List.of(), null, null);
            if (finished && team.first()) {
                summary.write(folder.summary());
                Report.write(folder, summary, List.of());
            }
            return new Training.Result(folder.path(), finished, job.state().logged(), summary);
        }
    }
}
