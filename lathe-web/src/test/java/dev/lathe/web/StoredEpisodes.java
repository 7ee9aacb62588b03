package dev.lathe.web;

import dev.lathe.core.Chunk;
import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.StepResult;
import dev.lathe.core.Task;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.desk.DeskEnvironment;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import dev.lathe.train.run.TrajectoryLog;
import dev.lathe.web.replay.StoredRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes runs whose policy does once as an oracle or an expert does, and once carelessly. */
final class StoredEpisodes {
    private static final PolicyVersion VERSION = new PolicyVersion(0);

    private StoredEpisodes() {}

    static StoredRun in(Path root, ShopTask task) {
        try (RunFolder run = begin(root)) {
            TrajectoryLog.open(run, 0).write(7, List.of(play(task, Served.oracle(task)), play(task, careless(task))));
            return StoredRun.open(run.path());
        }
    }

    /** Writes a run in which one episode broke off after its first steps, and one whose policy had no room for more. */
    static StoredRun unfinished(Path root, ShopTask task) {
        Trajectory whole = play(task, Served.oracle(task).subList(0, 2));
        try (RunFolder run = begin(root)) {
            TrajectoryLog.open(run, 0).write(7, List.of(whole, ended(whole, Trajectory.EndReason.TOKEN_LIMIT)));
            return StoredRun.open(run.path());
        }
    }

    private static Trajectory ended(Trajectory episode, Trajectory.EndReason end) {
        return new Trajectory(
                episode.taskId(),
                episode.seed(),
                episode.prompt(),
                episode.promptText(),
                episode.chunks(),
                episode.outcome(),
                episode.score(),
                end);
    }

    /** Writes a run that has ended: careless after supervised learning, as the oracle after reinforcement learning. */
    static Path ended(Path root, ShopTask task) {
        try (RunFolder run = begin(root)) {
            return ended(run, play(task, careless(task)), play(task, Served.oracle(task)));
        }
    }

    /** Writes a run of errands that has ended: careless after supervised learning, as the expert after reinforcement learning. */
    static Path endedErrand(Path root, DeskTask task) {
        try (RunFolder run = beginErrands(root)) {
            return ended(run, play(task, careless(task)), play(task, Served.expert(task)));
        }
    }

    private static Path ended(RunFolder run, Trajectory before, Trajectory after) {
        TrajectoryLog trajectories = TrajectoryLog.open(run, 0);
        trajectories.write(1, List.of(before));
        trajectories.write(2, List.of(after));
        try (MetricsLog log = MetricsLog.open(run, 0)) {
            log.log(new MetricsLine(1, Stage.SFT, 1, Metrics.of("held_out_success_greedy", 0)));
            log.log(new MetricsLine(2, Stage.RL, 2, Metrics.of("held_out_success_greedy", 1)));
        }
        new Summary("shop", 0, 2, 1000, List.of(), null, null).write(run.summary());
        return run.path();
    }

    /** Writes a run of errands in the market: done by the expert, and carelessly. */
    static StoredRun errand(Path root, DeskTask task) {
        try (RunFolder run = beginErrands(root)) {
            TrajectoryLog.open(run, 0).write(7, List.of(play(task, Served.expert(task)), play(task, careless(task))));
            return StoredRun.open(run.path());
        }
    }

    private static Recipe errands() {
        return Recipes.load("errands", Recipe.class, List.of("environment.products=2000"));
    }

    private static RunFolder beginErrands(Path root) {
        return RunFolder.create(root, "errands", Recipes.write(errands()));
    }

    /** Leaves out each second action of the expert. */
    private static List<String> careless(DeskTask task) {
        List<String> expert = Served.expert(task);
        return IntStream.range(0, expert.size())
                .filter(place -> place % 2 == 0 || place == expert.size() - 1)
                .mapToObj(expert::get)
                .toList();
    }

    private static Trajectory play(DeskTask task, List<String> replies) {
        var settings = ((EnvironmentRecipe.Errands) errands().environment()).settings();
        try (var environment = new DeskEnvironment(Served.MARKET.shop(), settings)) {
            return play(environment, task, replies);
        }
    }

    private static RunFolder begin(Path root) {
        String recipe = Recipes.write(Recipes.load("shop", Recipe.class, List.of("environment.products=800")));
        return RunFolder.create(root, "tiny", recipe);
    }

    /** Takes the first result with the first options. */
    private static List<String> careless(ShopTask task) {
        List<String> replies = new ArrayList<>(List.of(Served.oracle(task).getFirst(), "click[#1]"));
        try (ShopEnvironment environment = Served.environment(task.language())) {
            environment.reset(task, 0);
            replies.forEach(environment::step);
            environment.possible().stream()
                    .filter(ShopAction.Choose.class::isInstance)
                    .map(ActionFormat.TEXT::write)
                    .forEach(replies::add);
        }
        replies.add("next[]");
        replies.add("fly[]");
        replies.add("click[#1]");
        replies.addAll(replies.subList(2, replies.size() - 3));
        replies.add("buy[]");
        return replies;
    }

    private static Trajectory play(ShopTask task, List<String> replies) {
        try (ShopEnvironment environment = Served.environment(task.language())) {
            return play(environment, task, replies);
        }
    }

    private static <T extends Task> Trajectory play(Environment<T> environment, T task, List<String> replies) {
        List<Chunk> chunks = new ArrayList<>();
        var outcome = Metrics.NONE;
        double reward = 0;
        String request = environment.reset(task, 0).messages().getLast().content();
        for (String reply : replies) {
            StepResult result = environment.step(reply);
            String seen = result.done()
                    ? ""
                    : result.observation().messages().getFirst().content();
            chunks.add(new Chunk(
                    TokenSpan.model(new int[0], new float[0], VERSION),
                    reply,
                    TokenSpan.environment(new int[0], VERSION),
                    seen,
                    result.reward()));
            outcome = result.info();
            reward = result.reward();
        }
        return new Trajectory(
                task.id(),
                0,
                TokenSpan.prompt(new int[0], VERSION),
                request,
                chunks,
                outcome,
                new Score(reward, outcome),
                Trajectory.EndReason.TERMINATED);
    }
}
