package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Task;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Feasibility;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.report.Report;
import dev.lathe.train.run.Baselines;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Summary;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs a recipe from its first step, or from where it was stopped, to its summary and report. */
public final class Training {
    private Training() {}

    /**
     * Holds what came of a run.
     *
     * @param finished false if it was stopped: a checkpoint holds what is left to be done
     * @param step steps and evaluations done
     */
    public record Result(Path folder, boolean finished, long step, Summary summary) {}

    /**
     * Runs a recipe.
     *
     * @param runs the folder of all runs
     * @param name the run's name
     * @param resume whether to go on with a run of this name; else it must be new
     * @param launch how other processes are started, where the recipe asks for some
     * @throws dev.lathe.core.UserError if the recipe, a file that it names or the run's folder is at fault
     */
    public static Result run(
            Recipe recipe, Path runs, String name, boolean resume, Progress progress, StopRequest stop, Launch launch) {
        Feasibility.require(recipe);
        TeamFeasibility.require(recipe);
        return new TeamRun(runs, name, resume, Recipes.write(recipe), progress)
                .run(recipe.parallel(), launch, (folder, heard, team) -> run(recipe, folder, heard, stop, team));
    }

    private static Result run(Recipe recipe, RunFolder folder, Progress progress, StopRequest stop, Team team) {
        if (recipe.environment() instanceof EnvironmentRecipe.Shop shop) {
            progress.phase("build the shop", 0, "products");
            ShopSource source = new ShopSource(shop, recipe.seed());
            Baselines baselines = source.baselines(recipe.evaluation().heldOut());
            return run(recipe, folder, source, baselines, source.hash(), progress, stop, team);
        }
        return run(recipe, folder, TaskSources.of(recipe), null, null, progress, stop, team);
    }

    private static void requireTasks(Recipe recipe, TaskSource<?> source) {
        if (recipe.evaluation().heldOut() > 0 && source.heldOut(1).isEmpty()) {
            throw new UserError(
                    "evaluation.held_out: %d tasks are asked for and the data keep none; set environment.held_out, or evaluation.held_out: 0"
                            .formatted(recipe.evaluation().heldOut()));
        }
        boolean validates = recipe.sft().phases().stream().anyMatch(phase -> phase.validateEvery() > 0);
        if (validates && source.validation(1).isEmpty()) {
            throw new UserError(
                    "sft.phases: validate_every: the data keep no tasks to validate on; set environment.held_out");
        }
    }

    private static <T extends Task> Result run(
            Recipe recipe,
            RunFolder folder,
            TaskSource<T> source,
            @Nullable Baselines baselines,
            @Nullable String hash,
            Progress progress,
            StopRequest stop,
            Team team) {
        requireTasks(recipe, source);
        try (TrainJob<T> job = new TrainJob<>(recipe, folder, source, progress, stop, team)) {
            boolean finished = job.run();
            Summary summary = new Summary(
                    recipe.name(),
                    recipe.seed(),
                    job.seconds(),
                    job.live().policy().size(),
                    job.state().evaluations(),
                    baselines,
                    hash);
            if (finished && team.first()) {
                summary.write(folder.summary());
                Report.write(folder, summary, EvaluatedPairs.of(folder));
            }
            return new Result(folder.path(), finished, job.state().logged(), summary);
        }
    }
}
