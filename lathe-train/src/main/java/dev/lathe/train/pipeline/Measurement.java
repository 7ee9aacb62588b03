package dev.lathe.train.pipeline;

import dev.lathe.core.Progress;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.Baselines;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measures a policy of a checkpoint, greedily and sampled at the temperature of the rollouts, and trains nothing. */
public final class Measurement {
    private final Recipe recipe;
    private final Path model;
    private final TaskSplit split;
    private final int trials;
    private final Progress progress;
    private final long started = System.nanoTime();

    private Measurement(Recipe recipe, Path model, TaskSplit split, int trials, Progress progress) {
        this.trials = trials;
        this.recipe = recipe;
        this.model = model;
        this.split = split;
        this.progress = progress;
    }

    /**
     * Plays {@code evaluation.held_out} tasks of a split, one episode each, and in the shop and of errands says what went wrong.
     *
     * @param recipe decides the environment, the limits of episodes and the seed
     * @param model a GGUF file or a Hugging Face folder
     * @param trials sampled episodes of each task; those after the first count for pass^k alone
     * @throws UserError if the checkpoint cannot be opened, or there are no such tasks
     */
    public static Summary of(Recipe recipe, Path model, TaskSplit split, int trials, Progress progress) {
        return new Measurement(recipe, model, split, trials, progress).run();
    }

    private Summary run() {
        if (recipe.environment() instanceof EnvironmentRecipe.Shop shop) {
            progress.phase("build the shop", 0, "products");
            ShopSource source = new ShopSource(shop, recipe.seed());
            List<ShopTask> tasks = tasks(source);
            var inspection = new ShopInspection(source, recipe, progress);
            return play(source, tasks, inspection, source.baselines(tasks), source.hash());
        }
        if (recipe.environment() instanceof EnvironmentRecipe.Errands errands) {
            progress.phase("build the market", 0, "products");
            ErrandSource source = new ErrandSource(errands, recipe.seed());
            return play(source, tasks(source), new ErrandInspection(source), null, source.hash());
        }
        return play(TaskSources.of(recipe));
    }

    private <T extends Task> Summary play(TaskSource<T> source) {
        return play(source, tasks(source), Inspection.none(), null, null);
    }

    private <T extends Task> List<T> tasks(TaskSource<T> source) {
        List<T> tasks = split.tasks(source, recipe.evaluation().heldOut());
        if (tasks.isEmpty()) {
            throw new UserError(
                    "no tasks to evaluate on in the %s split; --tasks N asks for them".formatted(split.displayName()));
        }
        return tasks;
    }

    private <T extends Task> Summary play(
            TaskSource<T> source,
            List<T> tasks,
            Inspection<T> inspection,
            @Nullable Baselines baselines,
            @Nullable String hash) {
        try (ServedPolicy served = ServedPolicy.open(model, recipe.compute())) {
            var evaluator = new Evaluator<>(
                    Actors.alone(served.scheduler(source)),
                    source.success(),
                    recipe.rl().turnTokens(),
                    recipe.rl().temperature(),
                    recipe.seed());
            List<Evaluation> evaluations = evaluations(evaluator, tasks, inspection);
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Summary(
                    recipe.name(), recipe.seed(), seconds, served.policy().size(), evaluations, baselines, hash);
        }
    }

    private <T extends Task> List<Evaluation> evaluations(
            Evaluator<T> evaluator, List<T> tasks, Inspection<T> inspection) {
        Stage stage = JobCheckpoints.stage(model);
        List<Evaluation> evaluations = new ArrayList<>();
        for (Decoding decoding : Decoding.values()) {
            int each = decoding == Decoding.SAMPLED ? trials : 1;
            progress.phase(
                    "evaluate " + decoding.name().toLowerCase(Locale.ROOT), (long) tasks.size() * each, "episodes");
            List<Trajectory> episodes = evaluator.play(tasks, each, decoding, progress);
            Evaluation evaluation =
                    evaluator.evaluation(stage, split.displayName(), decoding, Inspection.firsts(episodes, each));
            evaluations.add(inspection.of(evaluation, evaluator, tasks, episodes));
        }
        return evaluations;
    }
}
