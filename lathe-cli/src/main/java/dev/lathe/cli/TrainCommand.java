package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.parallel.Launch;
import dev.lathe.train.pipeline.Training;
import dev.lathe.train.pipeline.Tuning;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import dev.lathe.train.report.ConsoleTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains a policy as a recipe says. */
@Command(
        name = "train",
        description = "Train a policy as a recipe says, and evaluate it.",
        footer = {
            "",
            "lathe train shop                          the main job: a shopper from scratch",
            "lathe train shop --model FILE.gguf        a pretrained model, by the recipe shop-pretrained",
            "lathe train shop --scenario multi-persona  the same with a profile to read and a shopper to ask",
            "lathe train gsm8k --model FILE.gguf --data train.jsonl",
            "lathe train sft|dpo|kto|reward --model FILE.gguf --data FILE_OR_DIR",
            "lathe train distill --model FILE.gguf --data FILE_OR_DIR --set TEACHERS"
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private RecipeOptions recipes;

    @Mixin
    private ScenarioOption scenario;

    @Mixin
    private RunOptions options;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        scenario.preset(recipes);
        if (!options.pretrained()) {
            scenario.choose(recipes);
        }
        return recipes.tunes() ? tune() : train();
    }

    private int train() {
        Recipe recipe = options.applied(
                options.pretrained() ? recipes.loadForPretrained(Recipe.class) : recipes.load(Recipe.class));
        return run(
                recipe,
                recipe.name(),
                (name, progress, stop) -> Training.run(
                        recipe, options.folder().runs(), name, options.folder().resume(), progress, stop, launch()));
    }

    private int tune() {
        TuneRecipe recipe = options.applied(recipes.load(TuneRecipe.class));
        return run(
                recipe,
                recipe.name(),
                (name, progress, stop) -> Tuning.run(
                        recipe, options.folder().runs(), name, options.folder().resume(), progress, stop, launch()));
    }

    /** Returns how this command is given to other processes. */
    private Launch launch() {
        return new Launch(
                Main.class.getName(),
                spec.root().commandLine().getParseResult().originalArgs(),
                line -> spec.commandLine().getErr().println("lathe: " + line));
    }

    /** Runs a recipe of either sort. */
    private interface Run {
        Training.Result of(String name, Progress progress, StopRequest stop);
    }

    private int run(Record recipe, String recipeName, Run run) {
        PrintWriter out = spec.commandLine().getOut();
        if (recipes.dryRun()) {
            out.print(Recipes.write(recipe));
            return 0;
        }
        StopRequest stop = Interruption.onInterrupt(spec.commandLine().getErr());
        Training.Result result;
        try (LiveProgress progress = output.progress()) {
            result = run.of(options.folder().name().orElse(recipeName), progress, stop);
        }
        report(result, out);
        return 0;
    }

    private void report(Training.Result result, PrintWriter out) {
        if (!result.finished()) {
            spec.commandLine()
                    .getErr()
                    .println("lathe: saved after step %d; go on with: %s".formatted(result.step(), resuming()));
        } else if (output.json()) {
            out.println(result.summary().line());
        } else {
            out.print(ConsoleTable.of(result.summary()));
            out.println("report: " + result.folder().resolve("report.html"));
        }
    }

    /** Returns the command line that was given, as one that goes on with the run. */
    private String resuming() {
        List<String> arguments =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        if (!options.folder().resume()) {
            arguments.add("--resume");
        }
        return "lathe " + ShellWords.join(arguments);
    }
}
