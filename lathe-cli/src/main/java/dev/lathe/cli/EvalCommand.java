package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.pipeline.Measurement;
import dev.lathe.train.pipeline.TaskSplit;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.report.ConsoleTable;
import dev.lathe.train.run.Summary;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on tasks of an environment. */
@Command(
        name = "eval",
        description =
                "Measure a model greedily and sampled, with 95 %% intervals and what shoppers without training reach.",
        footer = {
            "",
            "A checkpoint of a run is measured by the run's own recipe; any other model by NAME-pretrained or NAME.",
            "lathe eval shop --model runs/shop         the run's newest checkpoint, on the held-out tasks",
            "lathe eval shop --model runs/shop/checkpoints/step-100 --split validation --tasks 100"
        })
final class EvalCommand implements Callable<Integer> {
    /** Tasks that are also played with one wish changed. */
    private static final int CHANGED = 200;

    @Mixin
    private RecipeOptions recipes;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Tasks, one episode each; as in the recipe if not given.")
    private Optional<Integer> tasks = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "en|zh|both",
            description = "Language of the shop; as in the recipe if not given.")
    private Optional<String> language = Optional.empty();

    @Option(names = "--split", paramLabel = "SPLIT", description = "held-out (if not given), validation or train.")
    private String split = TaskSplit.HELD_OUT.displayName();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Sampled episodes of each task, for pass^1 to pass^N in the shop; 1 if not given.")
    private int trials = 1;

    @Mixin
    private ScenarioOption scenario;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TaskSplit chosen = TaskSplit.named(split);
        MeasuredModel measured = model.measured();
        ServeLimits.requireAtLeast("--trials", trials, 1);
        scenario.preset(recipes);
        recipes.preset("evaluation.counterfactuals=" + CHANGED);
        tasks.ifPresent(count -> recipes.preset("evaluation.held_out=" + count));
        language.ifPresent(spoken -> recipes.preset("environment.language=" + spoken));
        Recipe recipe = ModelOption.recipe(measured, recipes);
        PrintWriter out = spec.commandLine().getOut();
        if (recipes.dryRun()) {
            out.print(Recipes.write(recipe));
            return 0;
        }
        Summary summary;
        try (LiveProgress progress = output.progress()) {
            summary = Measurement.of(recipe, measured.checkpoint(), chosen, trials, progress);
        }
        out.print(output.json() ? summary.line() + "\n" : ConsoleTable.of(summary));
        out.flush();
        return 0;
    }
}
