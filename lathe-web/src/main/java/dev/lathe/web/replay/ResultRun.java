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
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Is a run in the shop that has ended, with the episodes of its evaluations. */
final class ResultRun {
    /** Says what a run is among others. */
    enum Kind {
        MAIN,
        SFT_CONTINUED,
        SHUFFLED
    }

    private static final List<Stage> STAGES = List.of(Stage.SFT, Stage.RL);

    private final Path folder;
    private final Recipe recipe;
    private final EnvironmentRecipe.Shop shop;
    private final ShopSource source;
    private final List<ShopTask> tasks;

    /**
     * Opens a run.
     *
     * @param sources opens shops, the same one again for the same recipe
     * @throws UserError if it is none, was not in the shop, or has not ended
     */
    ResultRun(Path folder, Function<EnvironmentRecipe.Shop, ShopSource> sources) {
        this.folder = folder;
        if (!Files.exists(folder.resolve("recipe.yaml"))) {
            throw new UserError("%s: is no run, since it has no recipe.yaml".formatted(folder));
        }
        recipe = Recipes.load(folder.resolve("recipe.yaml"), Recipe.class, List.of());
        if (!(recipe.environment() instanceof EnvironmentRecipe.Shop world)) {
            throw new UserError("%s: its environment is %s, not the shop"
                    .formatted(folder, recipe.environment().name()));
        }
        if (!Files.exists(folder.resolve("summary.json"))) {
            throw new UserError("%s: has no summary.json yet; the run must have ended".formatted(folder));
        }
        shop = world;
        source = sources.apply(world);
        tasks = source.heldOut(recipe.evaluation().heldOut());
    }

    Path folder() {
        return folder;
    }

    String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    long seed() {
        return recipe.seed();
    }

    EnvironmentRecipe.Shop shop() {
        return shop;
    }

    Kind kind() {
        if (recipe.rl().steps() == 0) {
            return Kind.SFT_CONTINUED;
        }
        return recipe.rl().shuffleRewards() ? Kind.SHUFFLED : Kind.MAIN;
    }

    /** Returns the held-out tasks, in the order of the episodes. */
    List<ShopTask> tasks() {
        return tasks;
    }

    /** Returns the episodes of an evaluation, in the order of the tasks; none if they were not kept. */
    List<EvaluatedEpisode> episodes(Stage stage, Decoding decoding) {
        return read(EvaluationLog.file(folder, stage, decoding));
    }

    /** Returns the episodes of an evaluation at the end of training; none if they were not kept. */
    List<EvaluatedEpisode> last(Decoding decoding) {
        return episodes(kind() == Kind.SFT_CONTINUED ? Stage.SFT : Stage.RL, decoding);
    }

    private static List<EvaluatedEpisode> read(Path file) {
        return Files.exists(file) ? EvaluationLog.read(file) : List.of();
    }

    /** Returns the run as the page shows it. */
    ResultsPage.Run shown() {
        return new ResultsPage.Run(
                name(),
                Summary.read(folder.resolve("summary.json")),
                ShopTask.hash(tasks),
                MetricsLog.read(folder.resolve("metrics.jsonl")),
                findings());
    }

    private SequencedMap<String, ShopFindings> findings() {
        SequencedMap<String, ShopFindings> findings = new LinkedHashMap<>();
        ShopExam exam = source.exam();
        for (Stage stage : STAGES) {
            for (Decoding decoding : Decoding.values()) {
                List<EvaluatedEpisode> episodes = episodes(stage, decoding);
                if (!episodes.isEmpty()) {
                    Changed changed = decoding == Decoding.GREEDY ? changed(exam, stage, episodes) : null;
                    findings.put(
                            "%s %s".formatted(stage, decoding).toLowerCase(Locale.ROOT),
                            exam.of(tasks, episodes).with(List.of(), changed));
                }
            }
        }
        return findings;
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
