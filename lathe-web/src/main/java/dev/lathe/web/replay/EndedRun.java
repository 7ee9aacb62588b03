package dev.lathe.web.replay;

import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.pipeline.ShopExam;
import dev.lathe.train.pipeline.ShopSource;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.report.ResultsPage;
import dev.lathe.train.run.EvaluatedEpisode;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.ShopFindings;
import dev.lathe.train.run.ShopFindings.Changed;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the folder of a run in the shop that has ended, and says what went wrong in the episodes of its evaluations. */
final class EndedRun {
    private static final List<Stage> STAGES = List.of(Stage.SFT, Stage.RL);

    private final Path folder;
    private final ShopSource source;
    private final List<ShopTask> tasks;
    private final SequencedMap<String, String> successes = new LinkedHashMap<>();
    private final SequencedMap<String, ShopFindings> findings = new LinkedHashMap<>();

    private EndedRun(Path folder, ShopSource source, List<ShopTask> tasks) {
        this.folder = folder;
        this.source = source;
        this.tasks = tasks;
    }

    /**
     * Reads a run.
     *
     * @param sources opens shops, the same one again for the same recipe
     * @throws UserError if it is none, was not in the shop, or has not ended
     */
    static ResultRun read(Path folder, Function<EnvironmentRecipe.Shop, ShopSource> sources) {
        if (!Files.exists(folder.resolve("recipe.yaml"))) {
            throw new UserError("%s: is no run, since it has no recipe.yaml".formatted(folder));
        }
        Recipe recipe = Recipes.load(folder.resolve("recipe.yaml"), Recipe.class, List.of());
        EnvironmentRecipe.Shop shop = shop(recipe, folder.toString());
        if (!Files.exists(folder.resolve("summary.json"))) {
            throw new UserError("%s: has no summary.json yet; the run must have ended".formatted(folder));
        }
        ShopSource source = sources.apply(shop);
        List<ShopTask> tasks = source.heldOut(recipe.evaluation().heldOut());
        var ended = new EndedRun(folder, source, tasks);
        ended.examine();
        return new ResultRun(recipe, shop, tasks, ended.shown(), ended.successes, folder);
    }

    /**
     * Returns the shop of a recipe.
     *
     * @throws UserError if it is of another environment
     */
    static EnvironmentRecipe.Shop shop(Recipe recipe, String where) {
        if (recipe.environment() instanceof EnvironmentRecipe.Shop shop) {
            return shop;
        }
        throw new UserError("%s: its environment is %s, not the shop"
                .formatted(where, recipe.environment().name()));
    }

    private ResultsPage.Run shown() {
        return new ResultsPage.Run(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                Summary.read(folder.resolve("summary.json")),
                ShopTask.hash(tasks),
                MetricsLog.read(folder.resolve("metrics.jsonl")),
                findings);
    }

    private void examine() {
        ShopExam exam = source.exam();
        for (Stage stage : STAGES) {
            for (Decoding decoding : Decoding.values()) {
                List<EvaluatedEpisode> episodes = read(EvaluationLog.file(folder, stage, decoding));
                if (!episodes.isEmpty()) {
                    Changed changed = decoding == Decoding.GREEDY ? changed(exam, stage, episodes) : null;
                    String name = ResultRun.evaluation(stage, decoding);
                    findings.put(name, exam.of(tasks, episodes).with(List.of(), changed));
                    successes.put(
                            name,
                            episodes.stream()
                                    .map(episode -> episode.succeeded() ? "1" : "0")
                                    .collect(Collectors.joining()));
                }
            }
        }
    }

    private static List<EvaluatedEpisode> read(Path file) {
        return Files.exists(file) ? EvaluationLog.read(file) : List.of();
    }

    private @Nullable Changed changed(ShopExam exam, Stage stage, List<EvaluatedEpisode> episodes) {
        List<EvaluatedEpisode> changed = read(EvaluationLog.changed(folder, stage));
        if (changed.isEmpty()) {
            return null;
        }
        List<ShopTask> changedTasks = new ArrayList<>();
        for (ShopTask task : tasks) {
            if (changedTasks.size() < changed.size()) {
                source.counterfactual(task).ifPresent(changedTasks::add);
            }
        }
        return exam.changed(tasks, episodes, changedTasks, changed);
    }
}
