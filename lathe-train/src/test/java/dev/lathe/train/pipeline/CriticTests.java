package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Algorithm;
import dev.lathe.algorithm.AlgorithmState;
import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.ModelScores;
import dev.lathe.algorithm.SampleBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.train.parallel.Team;
import dev.lathe.train.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticTests {
    private static final Algorithm PPO = Algorithms.named("ppo", 8);
    private static final int STEPS = 300;

    @TempDir
    Path folder;

    @Test
    void expectsNothingAtFirstAndThenWhatTheTokensBeforeTell() {
        Path model = TinyTune.model(folder.resolve("model"), 1, 1);
        Recipe recipe = TinyJob.recipe(
                folder,
                "rl.algorithm=ppo",
                "rl.steps=" + STEPS,
                "rl.critic_optimizer={kind: adamw, learning_rate: 5e-3}");
        try (var critic = new Critic(model, recipe, 0.2, new SkippedSteps(folder), Team.alone())) {
            List<TrainingSample> sequences = List.of(sequence(7), sequence(9));
            assertThat(critic.values(sequences))
                    .allSatisfy(values -> assertThat(values).containsOnly(0));
            double first =
                    critic.step(batch(sequences, critic.values(sequences)), 0).get("value_error");
            double last = first;
            for (int step = 1; step < STEPS; step++) {
                last = critic.step(batch(sequences, critic.values(sequences)), step)
                        .get("value_error");
            }
            assertThat(first).isCloseTo((0.25 + 0.5 + 1) / 3, within(1e-6));
            assertThat(last).isLessThan(first / 4);
            assertThat(critic.values(sequences).get(0)[2]).isPositive();
            assertThat(critic.values(sequences).get(1)[2]).isNegative();
        }
    }

    @Test
    void stepsThatAreNotFiniteAreSkippedAndWrittenOut() {
        Path model = TinyTune.model(folder.resolve("model"), 1, 1);
        Recipe recipe = TinyJob.recipe(folder, "rl.algorithm=ppo");
        try (var critic = new Critic(model, recipe, 0.2, new SkippedSteps(folder, "skipped"), Team.alone())) {
            List<TrainingSample> sequences = List.of(sequence(7), sequence(9));
            List<float[]> nowhere = List.of(new float[] {Float.NaN, 0, 0}, new float[3]);
            for (int step = 0; step < 2; step++) {
                Metrics metrics = critic.step(batch(sequences, nowhere), step);
                assertThat(metrics.get("value_skipped")).isOne();
                assertThat(folder.resolve("skipped/after-step-%d-%d.jsonl".formatted(step, step + 1)))
                        .content()
                        .contains("NaN");
            }
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> critic.step(batch(sequences, nowhere), 2))
                    .withMessageContaining("3 steps in a row");
        }
    }

    /** The first token tells how it will end; the last of four is the third to be learned. */
    private static TrainingSample sequence(int first) {
        return new TrainingSample(
                new int[] {first, 4, 5, 6}, new int[] {1, 2, 3}, new float[] {1, 1, 1}, new float[3], new float[3]);
    }

    private static SampleBatch batch(List<TrainingSample> sequences, List<float[]> values) {
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            TrainingSample bare = sequences.get(i);
            float sign = i == 0 ? 1 : -1;
            samples.add(new TrainingSample(
                    bare.tokens(),
                    bare.positions(),
                    bare.weights(),
                    bare.advantages(),
                    bare.behaviorLogProbs(),
                    bare.chunks(),
                    ModelScores.NONE.withValues(values.get(i)),
                    new float[] {sign * 0.25f, sign * 0.5f, sign}));
        }
        return new SampleBatch(samples, 1, 0, Metrics.NONE, AlgorithmState.start(PPO));
    }
}
