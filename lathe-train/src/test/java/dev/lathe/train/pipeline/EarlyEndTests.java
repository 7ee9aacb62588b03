package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Environment;
import dev.lathe.core.Observation;
import dev.lathe.core.StepResult;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.shop.ShopTask;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.RunFolder;
import dev.lathe.train.run.Stage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phase that validation ends goes back to the policy that was best. */
class EarlyEndTests {
    private static final String[] SHORT = {
        "rl.steps=0", "evaluation.validation=1", "checkpoint_every=100", "checkpoints={keep_last: 1}"
    };
    private static final String PHASE =
            "sft.phases=[{steps: %d, first_turns: 2, warmup: 1, optimizer: {kind: muon}, schedule: constant, validate_every: %d, patience: 2}]";

    @TempDir
    private Path folder;

    private static Recipe recipe(Path folder, int steps, int every) {
        List<String> overrides = new ArrayList<>(List.of(SHORT));
        overrides.add(PHASE.formatted(steps, every));
        return TinyJob.recipe(folder, overrides.toArray(String[]::new));
    }

    /** Says how each validation ends, one after the other. */
    private static final class Foretold extends ForwardingSource {
        private final List<ShopTask> validation;
        private final Queue<Double> successes;

        Foretold(TaskSource<ShopTask> inner, Double... successes) {
            super(inner);
            this.validation = inner.validation(1);
            this.successes = new ArrayDeque<>(List.of(successes));
        }

        @Override
        public Environment<ShopTask> environment() {
            Environment<ShopTask> inner = super.environment();
            return new Environment<>() {
                private boolean validates;

                @Override
                public Observation reset(ShopTask task, long seed) {
                    validates = validation.contains(task);
                    return inner.reset(task, seed);
                }

                @Override
                public StepResult step(String action) {
                    StepResult own = inner.step(action);
                    return own.done() && validates
                            ? new StepResult(
                                    own.observation(),
                                    own.reward(),
                                    own.terminated(),
                                    own.truncated(),
                                    own.info().with("success", successes.remove()))
                            : own;
                }

                @Override
                public void close() {
                    inner.close();
                }
            };
        }
    }

    private static Foretold foretold(Recipe recipe) {
        return new Foretold(TinyJob.source(recipe), 0.25, 0.5, 0.5, 0.0);
    }

    @Test
    void comesToWhatThePhaseWouldHaveComeToThere() {
        Recipe tillFour = recipe(folder, 4, 0);
        String weights = TinyJob.run(folder.resolve("four"), tillFour, TinyJob.source(tillFour));
        Recipe tillOver = recipe(folder, 20, 2);
        assertThat(TinyJob.run(folder.resolve("over"), tillOver, foretold(tillOver)))
                .isEqualTo(weights);
        List<MetricsLine> lines = TinyJob.lines(folder.resolve("over"));
        assertThat(lines).filteredOn(line -> line.stage() == Stage.SFT).hasSize(8 + 1);
        assertThat(lines.getLast().metrics())
                .isEqualTo(TinyJob.lines(folder.resolve("four")).getLast().metrics());
    }

    @Test
    void comesToTheSameWhenItIsStoppedAfterEveryStep() {
        Recipe recipe = recipe(folder, 20, 2);
        String weights = TinyJob.run(folder.resolve("whole"), recipe, foretold(recipe));
        Path stopped = folder.resolve("stopped");
        RunFolder.create(stopped, "tiny", Recipes.write(recipe)).close();
        Foretold source = foretold(recipe);
        StopRequest stop;
        do {
            stop = new StopRequest();
        } while (!TinyJob.resume(stopped, recipe, source, new ResumeTests.StoppingProgress(stop), stop));
        try (RunFolder run = RunFolder.resume(stopped, "tiny", Recipes.write(recipe))) {
            assertThat(TinyJob.weights(run)).isEqualTo(weights);
        }
    }

    @Test
    void withoutASuccessGoesOnWithTheLastPolicy() {
        Recipe tillFour = recipe(folder, 4, 0);
        String weights = TinyJob.run(folder.resolve("four"), tillFour, TinyJob.source(tillFour));
        Recipe never = recipe(folder, 20, 2);
        assertThat(TinyJob.run(folder.resolve("never"), never, new Foretold(TinyJob.source(never), 0.0, 0.0)))
                .isEqualTo(weights);
    }

    @Test
    void keepsNoCheckpointForItWhenThePhaseIsDone() {
        Recipe recipe = recipe(folder, 20, 2);
        TinyJob.run(folder, recipe, foretold(recipe));
        try (RunFolder run = RunFolder.resume(folder, "tiny", Recipes.write(recipe))) {
            assertThat(run.checkpoints())
                    .allSatisfy(step -> assertThat(
                                    JobCheckpoints.state(run.checkpoint(step)).step())
                            .isZero());
        }
    }
}
