package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.UserError;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.recipe.TuneRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutsTests {
    @TempDir
    Path folder;

    private Recipe recipe;
    private Path model;

    @BeforeEach
    void makePolicy() {
        recipe = TinyJob.recipe(folder, "sft.phases=[]", "rl.steps=1", "evaluation.held_out=0");
        TinyJob.run(folder, recipe, TinyJob.source(recipe));
        model = folder.resolve("tiny/checkpoints/step-1");
    }

    @Test
    void playsEveryEpisodeAndWritesItDown() throws IOException {
        Metrics numbers = run(plan(-1), "played").metrics();
        assertThat(numbers.get("episodes")).isEqualTo(10);
        assertThat(numbers.get("kept")).isEqualTo(10);
        assertThat(numbers.get("model_tokens")).isPositive();
        assertThat(TinyJob.files(folder.resolve("played/trajectories"))).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("played/messages.jsonl")))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row).contains("\"role\":\"assistant\""));
        assertThat(run(plan(2), "none").metrics().get("kept")).isZero();
    }

    @Test
    void whatWasPlayedCanBeLearnedFrom() {
        Path rows = run(plan(-1), "played").folder().resolve("messages.jsonl");
        TuneRecipe sft = TinyTune.recipe(
                folder,
                model,
                rows,
                "{kind: sft}",
                "steps=1",
                "data.sources=[{path: %s}]".formatted(rows),
                "data.max_tokens=256");
        assertThat(TinyTune.run(sft, folder, "learned").finished()).isTrue();
    }

    @Test
    void goesOnAfterAStopToTheSameEpisodes() throws IOException {
        run(plan(-1), "whole");
        var stop = new StopRequest();
        Rollouts.Result stopped =
                Rollouts.run(plan(-1), folder, "parts", false, new Stopping(stop, 4), stop, Optional.empty());
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.metrics().get("batches")).isEqualTo(1);
        assertThat(Rollouts.run(plan(-1), folder, "parts", true, Progress.SILENT, new StopRequest(), Optional.empty())
                        .finished())
                .isTrue();
        assertThat(Files.mismatch(folder.resolve("whole/messages.jsonl"), folder.resolve("parts/messages.jsonl")))
                .isEqualTo(-1);
    }

    @Test
    void refusesTasksThatAreNotThere() throws IOException {
        Path data = Files.writeString(
                folder.resolve("data.jsonl"), "{\"question\": \"1 + 1?\", \"answer\": \"#### 2\"}\n".repeat(3));
        Recipe words = TinyJob.recipe(folder, "environment={kind: gsm8k, data: %s, held_out: 1}".formatted(data));
        var plan = new RolloutPlan(model, TaskSplit.HELD_OUT, 2, 1, 0, words);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(plan, "words"))
                .withMessage("--tasks 2: the held-out split has 1");
        assertThat(folder.resolve("words")).doesNotExist();
    }

    private RolloutPlan plan(double keep) {
        return new RolloutPlan(model, TaskSplit.TRAIN, 5, 2, keep, recipe);
    }

    private Rollouts.Result run(RolloutPlan plan, String name) {
        return Rollouts.run(plan, folder, name, false, Progress.SILENT, new StopRequest(), Optional.empty());
    }

    /** Asks for a stop when some episodes have been played. */
    private static final class Stopping implements Progress {
        private final StopRequest stop;
        private long left;

        Stopping(StopRequest stop, long left) {
            this.stop = stop;
            this.left = left;
        }

        @Override
        public void phase(String name, long total, String unit) {}

        @Override
        public synchronized void advance(long units) {
            left -= units;
            if (left == 0) {
                stop.request();
            }
        }

        @Override
        public void metrics(Metrics metrics) {}

        @Override
        public void note(String text) {}
    }
}
