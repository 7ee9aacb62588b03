package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.tensor.Placement;
import dev.lathe.train.pipeline.RolloutPlan;
import dev.lathe.train.pipeline.Rollouts;
import dev.lathe.train.pipeline.TaskSplit;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Plays episodes and writes them down. */
@Command(
        name = "rollout",
        description = "Play episodes with a model and write them down; nothing is trained.",
        footer = {
            "",
            "RUN is that of the recipe and -rollout if not given.",
            "runs/RUN/trajectories holds every episode with its tokens and log-probabilities, runs/RUN/messages.jsonl",
            "those with at least the score of --keep, as rows that lathe train sft --data can learn from.",
            "lathe rollout shop --model runs/shop --tasks 64 --episodes 4 --keep 1"
        })
final class RolloutCommand implements Callable<Integer> {
    @Mixin
    private RecipeOptions recipes;

    @Mixin
    private ModelOption model;

    @Option(names = "--tasks", paramLabel = "N", description = "Tasks, from the first of the split; 64 if not given.")
    private int tasks = 64;

    @Option(names = "--episodes", paramLabel = "N", description = "Episodes a task; 1 if not given.")
    private int episodes = 1;

    @Option(
            names = "--keep",
            paramLabel = "SCORE",
            description = "Smallest score of an episode in messages.jsonl; all if not given.")
    private double keep = -Double.MAX_VALUE;

    @Option(names = "--split", paramLabel = "SPLIT", description = "train (if not given), validation or held-out.")
    private String split = TaskSplit.TRAIN.displayName();

    @Mixin
    private FolderOptions folder;

    @Mixin
    private TensorOption tensor;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RolloutPlan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        if (recipes.dryRun()) {
            out.print(Recipes.write(plan));
            return 0;
        }
        Placement.require("compute.device", plan.recipe().compute().device(), tensor.processes());
        if (tensor.together()) {
            tensor.require(Checkpoint.open(plan.model()).config());
        }
        tensor.run("--resume plays what is left", team -> play(plan, team), team -> Rollouts.follow(plan, team))
                .ifPresent(result -> report(result, out));
        return 0;
    }

    private Rollouts.Result play(RolloutPlan plan, Optional<TensorTeam> team) {
        StopRequest stop = Interruption.onInterrupt(spec.commandLine().getErr());
        try (LiveProgress progress = output.progress()) {
            String run = folder.name().orElse(plan.recipe().name() + "-rollout");
            return Rollouts.run(plan, folder.runs(), run, folder.resume(), progress, stop, team);
        }
    }

    private RolloutPlan plan() {
        if (tasks < 1 || episodes < 1) {
            throw new UserError("--tasks and --episodes must be at least 1");
        }
        TaskSplit chosen = TaskSplit.named(split);
        MeasuredModel measured = model.measured();
        return new RolloutPlan(
                measured.checkpoint(), chosen, tasks, episodes, keep, ModelOption.recipe(measured, recipes));
    }

    private void report(Rollouts.Result result, PrintWriter out) {
        if (output.json()) {
            var object = new LinkedHashMap<String, Object>();
            object.put("folder", result.folder().toString());
            object.put("finished", result.finished());
            object.putAll(result.metrics().values());
            out.println(new JsonMapper().writeValueAsString(object));
            return;
        }
        result.metrics().values().forEach((key, value) -> out.println("%-16s%.4g".formatted(key, value)));
        out.println(
                result.finished()
                        ? result.folder()
                        : "stopped; go on with --resume --name "
                                + result.folder().getFileName());
    }
}
