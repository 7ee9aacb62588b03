package dev.lathe.train.pipeline;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.StopRequest;
import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.model.engine.TensorTeam;
import dev.lathe.rollout.EpisodeLimits;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.tensor.Torch;
import dev.lathe.train.recipe.ComputeRecipe;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.TrajectoryLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plays episodes, writes them down, and trains nothing: for synthesis and for evaluation. */
public final class Rollouts {
    private final RolloutPlan plan;
    private final RunFolder folder;
    private final Progress progress;
    private final StopRequest stop;
    private final Optional<TensorTeam> team;

    private Rollouts(
            RolloutPlan plan, RunFolder folder, Progress progress, StopRequest stop, Optional<TensorTeam> team) {
        this.plan = plan;
        this.team = team;
        this.folder = folder;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Holds what came of it.
     *
     * @param finished false if it was stopped: {@code resume} plays what is left
     * @param metrics {@code episodes}, {@code reward}, {@code success}, {@code turns}, {@code model_tokens}, and {@code kept} episodes
     */
    public record Result(Path folder, boolean finished, Metrics metrics) {}

    /**
     * Plays the episodes of a plan. {@code trajectories/step-N.jsonl} holds those of the N-th batch of tasks, and
     * {@code messages.jsonl} those worth imitating, as rows that a recipe with a method can learn from. What a batch plays depends on
     * its number and the plan alone.
     *
     * @param resume whether to go on with a run of this name; else it must be new
     * @param team the processes that compute the model together, of which this is the first; empty if it does so alone
     * @throws UserError if the model cannot be opened, there are no such tasks, or the run's folder is at fault
     */
    public static Result run(
            RolloutPlan plan,
            Path runs,
            String name,
            boolean resume,
            Progress progress,
            StopRequest stop,
            Optional<TensorTeam> team) {
        String text = Recipes.write(plan);
        try (RunFolder folder = resume ? RunFolder.resume(runs, name, text) : RunFolder.create(runs, name, text)) {
            try {
                return new Rollouts(plan, folder, progress, stop, team).play(TaskSources.of(plan.recipe()));
            } catch (UserError mistake) {
                if (!resume) {
                    folder.withdraw();
                }
                throw mistake;
            }
        }
    }

    /** Does another process's part of computing the model, until the first has played everything. */
    public static void follow(RolloutPlan plan, TensorTeam team) {
        ServedPolicy.follow(plan.model(), plan.recipe().compute(), team);
    }

    private <T extends Task> Result play(TaskSource<T> source) {
        List<T> tasks = plan.split().tasks(source, plan.tasks());
        if (tasks.size() < plan.tasks()) {
            throw new UserError("--tasks %d: the %s split has %d"
                    .formatted(plan.tasks(), plan.split().displayName(), tasks.size()));
        }
        Torch.threads(plan.recipe().compute().threadsPerWorker());
        int done = MetricsLog.read(folder.metrics()).size();
        try (ServedPolicy served = open();
                Trackers trackers = new Trackers(folder, done, Optional.of(Recipes.write(plan)), progress)) {
            var log = TrajectoryLog.open(folder, done);
            RolloutScheduler<T> scheduler = served.scheduler(source);
            progress.phase("play", (long) plan.tasks() * plan.episodes(), "episodes");
            progress.advance((long) done * plan.recipe().rl().tasks() * plan.episodes());
            for (int batch = done; batch < plan.batches(); batch++) {
                if (stop.requested()) {
                    return new Result(folder.path(), false, Metrics.of("batches", batch));
                }
                long began = trackers.now();
                List<Trajectory> episodes = play(scheduler, tasks, batch);
                trackers.span("play", began, Metrics.NONE);
                log.write(batch + 1L, episodes);
                trackers.log(batch + 1L, Stage.ROLLOUT, numbers(episodes, source.success()));
            }
            trackers.finish();
        }
        return finish(source.success());
    }

    private ServedPolicy open() {
        ComputeRecipe compute = plan.recipe().compute();
        return team.map(several -> ServedPolicy.open(plan.model(), compute, several))
                .orElseGet(() -> ServedPolicy.open(plan.model(), compute));
    }

    private Result finish(String success) {
        List<Trajectory> all = IntStream.rangeClosed(1, plan.batches())
                .mapToObj(batch -> folder.trajectories().resolve("step-" + batch + ".jsonl"))
                .flatMap(file -> TrajectoryLog.read(file).stream())
                .toList();
        int kept = Imitable.write(folder.path().resolve("messages.jsonl"), all, plan.keep());
        return new Result(folder.path(), true, numbers(all, success).with("kept", kept));
    }

    private <T extends Task> List<Trajectory> play(RolloutScheduler<T> scheduler, List<T> tasks, int batch) {
        int size = plan.recipe().rl().tasks();
        var limits = new EpisodeLimits(
                plan.recipe().rl().turnTokens(), plan.recipe().rl().temperature());
        List<TrajectoryGroup> groups = scheduler.rollout(
                tasks.subList(batch * size, Math.min(tasks.size(), (batch + 1) * size)),
                plan.episodes(),
                limits,
                Seeds.of(Seeds.of(plan.recipe().seed(), "rollout"), batch),
                progress);
        return groups.stream().flatMap(group -> group.trajectories().stream()).toList();
    }

    private static Metrics numbers(List<Trajectory> episodes, String success) {
        return EpisodeNumbers.of(episodes, success).with("episodes", episodes.size());
    }
}
