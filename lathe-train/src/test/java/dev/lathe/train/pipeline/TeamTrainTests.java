package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Progress;
import dev.lathe.core.StopRequest;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.env.ArithmeticTask;
import dev.lathe.train.recipe.EnvironmentRecipe;
import dev.lathe.train.recipe.Recipe;
import dev.lathe.train.run.Evaluation.Decoding;
import dev.lathe.train.run.EvaluationLog;
import dev.lathe.train.run.MetricsLine;
import dev.lathe.train.run.MetricsLog;
import dev.lathe.train.run.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reinforcement learning in two processes comes to what it comes to in one. */
class TeamTrainTests {
    private static final String POLICY =
            "policy={kind: from_scratch, layers: 1, hidden_size: 32, intermediate_size: 64, heads: 2}";

    private static final String[] ARITHMETIC = {
        POLICY,
        "environment={kind: arithmetic, digits: 1}",
        "compute={workers: 2, threads_per_worker: 1, conversations: 32, conversation_tokens: 96}",
        "sft.phases=[{steps: 60, episodes: 16, optimizer: {kind: muon, learning_rate: 0.02}, warmup: 2}]",
        "rl={steps: 3, tasks: 4, group_size: 8, algorithm: ppo, turn_tokens: 24, adapter: {rank: 4}}",
        "evaluation={held_out: 8, validation: 0}"
    };

    /** A second phase whose rate is too high to learn by for long. */
    private static final String[] ENDED = ARITHMETIC.clone();

    static {
        ENDED[3] =
                "sft.phases=[{steps: 60, episodes: 16, optimizer: {kind: muon, learning_rate: 0.02}, warmup: 2}, {steps: 40, episodes: 16, optimizer: {kind: muon, learning_rate: 0.02}, warmup: 0, schedule: constant, validate_every: 4, patience: 2}]";
        ENDED[4] = "rl.steps=0";
        ENDED[5] = "evaluation={held_out: 8, validation: 20}";
    }

    /** Sums of two processes are rounded in another order, and many steps make more of it. */
    private static final double DRIFT = 1e-4;

    @TempDir
    private Path folder;

    @Test
    void withOneTurnAnAdapterAndACritic() throws Exception {
        assertSame("rlvr", "parallel.data=2", ARITHMETIC);
        assertThatRewardsTaughtSomething();
        assertThatStepsSendTheAdapterAlone();
        assertThatTheEngineServesWhatIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel.tensor=2", "parallel={data: 2, shard: parameters}"})
    void withPartsOfTheModelInEach(String parallel) throws Exception {
        assertSame("rlvr", parallel, ARITHMETIC);
        assertThatRewardsTaughtSomething();
        assertThatTheEngineServesWhatIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel.tensor=2", "parallel={data: 2, shard: parameters}"})
    void withAPhaseThatValidationEnds(String parallel) throws Exception {
        assertSame("rlvr", parallel, ENDED);
        assertThat(MetricsLog.read(folder.resolve("team/metrics.jsonl")))
                .filteredOn(line -> line.metrics().find("validation_success").isPresent())
                .hasSizeBetween(3, 9)
                .anyMatch(line -> line.metrics().get("validation_success") > 0);
    }

    /** Each of seven matrices has an adapter of rank 4; sums of losses and of norms travel beside it. */
    private void assertThatStepsSendTheAdapterAlone() {
        int widths = 4 * (32 + 32) + 3 * (32 + 64);
        double adapter = 4.0 * widths * Float.BYTES;
        assertThat(MetricsLog.read(folder.resolve("team/metrics.jsonl")))
                .filteredOn(line -> line.stage() == Stage.RL)
                .filteredOn(line -> line.metrics().find("grad_norm").orElse(0) > 0)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.metrics().get("communication_bytes")).isBetween(adapter, adapter + 1024));
    }

    /** An engine that took over what an adapter changed, step by step, writes what one with the merged weights does. */
    private void assertThatTheEngineServesWhatIsWritten() {
        Path team = folder.resolve("team");
        Recipe recipe = Recipes.load(team.resolve("recipe.yaml"), Recipe.class, List.of());
        ArithmeticSource source = new ArithmeticSource((EnvironmentRecipe.Arithmetic) recipe.environment(), 0);
        long last = MetricsLog.read(team.resolve("metrics.jsonl")).getLast().step();
        try (ServedPolicy merged = ServedPolicy.open(team.resolve("checkpoints/step-" + last), recipe.compute())) {
            Evaluator<ArithmeticTask> evaluator =
                    new Evaluator<>(Actors.alone(merged.scheduler(source)), source.success(), 24, 1, recipe.seed());
            for (Decoding decoding : Decoding.values()) {
                assertThat(evaluator.play(source.heldOut(8), decoding, Progress.SILENT))
                        .extracting(EvaluationLog::of)
                        .containsExactlyElementsOf(EvaluationLog.read(EvaluationLog.file(team, Stage.RL, decoding)));
            }
        }
    }

    @Test
    void withManyTurnsAndExperts() throws Exception {
        assertSame(
                "agentic",
                "parallel.data=2",
                POLICY,
                "environment.products=800",
                "environment.carelessness=0",
                "compute={workers: 2, threads_per_worker: 1, conversations: 16, conversation_tokens: 768}",
                "sft.phases=[{steps: 2, episodes: 2}]",
                "rl.steps=2",
                "rl.tasks=4",
                "rl.group_size=2",
                "rl.turn_tokens=16",
                "evaluation={held_out: 2, validation: 0}");
        assertThatRewardsTaughtSomething();
    }

    private void assertSame(String name, String parallel, String... overrides)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(TinyJob.java(TeamTrainProgram.class, Path.of(name)));
        command.add(folder.toString());
        command.addAll(List.of(overrides));
        command.add(parallel);
        Process team = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Recipe recipe = Recipes.load(name, Recipe.class, List.of(overrides));
        Training.run(recipe, folder, "alone", false, Progress.SILENT, new StopRequest(), TinyJob.ALONE);
        assertThat(new String(team.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("finished true\n");
        assertThat(team.waitFor()).isZero();
        List<MetricsLine> alone = MetricsLog.read(folder.resolve("alone/metrics.jsonl"));
        List<MetricsLine> together = MetricsLog.read(folder.resolve("team/metrics.jsonl"));
        assertThat(together).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertSame(together.get(i), alone.get(i));
        }
    }

    private void assertThatRewardsTaughtSomething() {
        assertThat(MetricsLog.read(folder.resolve("team/metrics.jsonl")))
                .filteredOn(line -> line.stage() == Stage.RL)
                .anyMatch(line -> line.metrics().find("grad_norm").orElse(0) > 0);
    }

    private static void assertSame(MetricsLine together, MetricsLine alone) {
        assertThat(together.metrics().find("communication_share").isPresent())
                .isEqualTo(alone.metrics().find("grad_norm").orElse(0) > 0);
        alone.metrics().values().forEach((name, value) -> {
            if (!name.endsWith("_seconds")) {
                assertThat(together.metrics().get(name))
                        .as("%s of step %d", name, alone.step())
                        .isCloseTo(value, within(DRIFT * Math.max(1, Math.abs(value))));
            }
        });
    }
}
