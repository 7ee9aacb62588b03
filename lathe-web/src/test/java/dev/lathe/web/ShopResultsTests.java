package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Chunk;
import dev.lathe.core.Environment;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.StepResult;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.pipeline.ShopSource;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.Evaluation;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import dev.lathe.train.run.Summary;
import dev.lathe.web.replay.ShopResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopResultsTests {
    private static final int TASKS = 24;
    private static final PolicyVersion VERSION = new PolicyVersion(0);

    @TempDir
    private Path folder;

    @Test
    void runsAreComparedTaskByTask() throws Exception {
        Path strict = run("strict", 6, 20, "environment.scenario=single");
        Path loose = run("loose", 6, 12, "environment.scenario=single", "environment.reward=loose");
        Path shuffled = run("shuffled", 6, 4, "environment.scenario=single", "rl.shuffle_rewards=true");
        Path talk = run("talk", 6, 16, "environment.scenario=multi", "environment.turn_limit=60");
        Path page = folder.resolve("results.html");
        ShopResults.write(List.of(strict, loose, shuffled, talk), page);
        String html = Files.readString(page);
        assertThat(html)
                .contains("Does the strict reward beat the loose one?", "strict less loose", "strict less shuffled")
                .contains("Is a talk harder?", "strict less talk", "strict less before")
                .contains("abstain wrong", "4 of 24", "18 of 24", "leave 4")
                .contains("held-out", "lathe-1", "leaks 0, inventions 0, contradictions 0 in 24 talks")
                .contains("Not answered: it needs two runs of the same seed and reward, one in single and one in"
                        + " single-persona.");
        assertThat(html).contains("<td>+33.3 [").contains("<td>+16.7 [").contains("<td>+58.3 [");
        assertThat(html)
                .contains("<td>strict less before</td><td>greedy</td><td>not clear</td><td>+0.0 [+0.0, +0.0]</td>")
                .contains("<td>strict less before</td><td>sampled</td><td>yes</td>");
        assertThat(html).contains("24, the same").doesNotContain("not the same");
    }

    @Test
    void seedsAreComparedTogetherAndTasksOfTheirOwnAreNotPaired() throws Exception {
        Path page = folder.resolve("results.html");
        ShopResults.write(
                List.of(
                        run("zero", 6, 20, "environment.scenario=single"),
                        run("one", 6, 16, "environment.scenario=single", "seed=1"),
                        run("profile", 6, 4, "environment.scenario=single_persona"),
                        run("far", 6, 4, "environment.scenario=multi", "environment.catalogue_seed=1")),
                page);
        String html = Files.readString(page);
        assertThat(html)
                .containsPattern(row("single, en less before", "+50.0", "2</td><td>24, the same"))
                .containsPattern(row("zero less before", "+58.3", "1</td><td>24, the same"))
                .containsPattern(row("zero less profile", "+66.7", "1</td><td>24, the same"))
                .containsPattern(row("zero less far", "+66.7", "1</td><td>24 each, not the same"))
                .doesNotContain("one less profile");
    }

    /** Returns how a row of sampled successes reads. */
    private static Pattern row(String compared, String points, String counts) {
        String rest = "(?:(?!</tr>).)*";
        return Pattern.compile("<td>" + Pattern.quote(compared) + "</td><td>sampled</td>" + rest + "<td>"
                + Pattern.quote(points) + " \\[" + rest + "<td>" + Pattern.quote(counts) + "</td></tr>");
    }

    @Test
    void aPageIsWrittenFromKeptLinesWhenTheRunsAreGone() throws Exception {
        List<Path> runs = List.of(
                run("strict", 6, 20, "environment.scenario=multi", "environment.turn_limit=60"),
                run("shuffled", 6, 4, "environment.scenario=multi", "rl.shuffle_rewards=true"));
        Path page = folder.resolve("results.html");
        ShopResults.write(runs, page);
        Path kept = folder.resolve("kept.jsonl");
        Files.write(kept, ShopResults.lines(runs));
        Path again = folder.resolve("again.html");
        ShopResults.write(List.of(kept), again);
        assertThat(Files.readString(again)).isEqualTo(Files.readString(page)).contains("strict less shuffled");
        assertThat(ShopResults.lines(List.of(kept))).isEqualTo(Files.readAllLines(kept));
    }

    @Test
    void linesThatAreNoRunsAreNamed() throws Exception {
        Path kept = folder.resolve("kept.jsonl");
        String line = ShopResults.lines(List.of(run("one", 6, 20, "environment.scenario=single")))
                .getFirst();
        Files.writeString(kept, "{\"cell\":\"one\"}\n");
        assertThatThrownBy(() -> ShopResults.write(List.of(kept), folder.resolve("a.html")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(kept + ":1: no run that 'lathe shop report RUN --json' kept")
                .hasMessageContaining("'run'");
        Files.writeString(kept, line.replaceAll("\"tasks\":\"[0-9a-f]{4}", "\"tasks\":\"0000") + "\n");
        assertThatThrownBy(() -> ShopResults.write(List.of(kept), folder.resolve("a.html")))
                .isInstanceOf(UserError.class)
                .hasMessage(kept + ":1: one was examined on other tasks than this version makes; run it again");
        assertThat(folder.resolve("a.html")).doesNotExist();
    }

    @Test
    void aRunThatHasNotEndedIsNamed() {
        assertThatThrownBy(() -> ShopResults.write(List.of(folder.resolve("none")), folder.resolve("a.html")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none: is no run");
    }

    /** Writes a run whose policy succeeds on the first tasks, and leaves on the others. */
    private Path run(String name, int before, int after, String... changes) {
        List<String> all = new ArrayList<>(
                List.of("environment.products=2000", "environment.carelessness=0", "evaluation.held_out=" + TASKS));
        all.addAll(List.of(changes));
        Recipe recipe = Recipes.load("shop", Recipe.class, all);
        ShopSource source = new ShopSource((EnvironmentRecipe.Shop) recipe.environment(), 0);
        List<ShopTask> tasks = source.heldOut(TASKS);
        try (RunFolder run = RunFolder.create(folder, name, Recipes.write(recipe))) {
            write(run, Stage.SFT, Decoding.SAMPLED, episodes(source, tasks, before));
            write(run, Stage.SFT, Decoding.GREEDY, episodes(source, tasks, after));
            write(run, Stage.RL, Decoding.SAMPLED, episodes(source, tasks, after));
            write(run, Stage.RL, Decoding.GREEDY, episodes(source, tasks, after));
            try (MetricsLog log = MetricsLog.open(run, 0)) {
                log.log(new MetricsLine(1, Stage.RL, 1, Metrics.of("reward", 0.5)));
            }
            new Summary("shop", 0, 1, 10, List.of(evaluation(after)), null, null).write(run.summary());
            return run.path();
        }
    }

    private static Evaluation evaluation(int successes) {
        return Evaluation.of(Stage.RL, "held-out", Decoding.SAMPLED, TASKS, successes, 0.5, 0.5, 9, 2, null);
    }

    private static void write(RunFolder run, Stage stage, Decoding decoding, List<Trajectory> episodes) {
        EvaluationLog.write(EvaluationLog.file(run.path(), stage, decoding), episodes);
    }

    private static List<Trajectory> episodes(ShopSource source, List<ShopTask> tasks, int right) {
        List<Trajectory> episodes = new ArrayList<>();
        for (ShopTask task : tasks) {
            List<String> replies = episodes.size() < right
                    ? source.oracle(task).turns().stream()
                            .map(turn -> turn.reply())
                            .toList()
                    : List.of("leave[]");
            episodes.add(play(source, task, replies));
        }
        return episodes;
    }

    private static Trajectory play(ShopSource source, ShopTask task, List<String> replies) {
        List<Chunk> chunks = new ArrayList<>();
        Metrics outcome = Metrics.NONE;
        try (Environment<ShopTask> environment = source.environment()) {
            environment.reset(task, 0);
            for (String reply : replies) {
                StepResult result = environment.step(reply);
                outcome = result.info();
                chunks.add(new Chunk(
                        TokenSpan.model(new int[0], new float[0], VERSION),
                        reply,
                        TokenSpan.environment(new int[0], VERSION),
                        "",
                        result.reward()));
            }
        }
        return new Trajectory(
                task.id(),
                0,
                TokenSpan.prompt(new int[0], VERSION),
                task.instruction(),
                chunks,
                outcome,
                new Score(0, outcome),
                Trajectory.EndReason.TERMINATED);
    }
}
