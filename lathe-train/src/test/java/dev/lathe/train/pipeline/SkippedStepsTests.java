package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.train.engine.TrainingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedStepsTests {
    private static final Metrics SOUND = Metrics.of("loss", 1);
    private static final Metrics SKIPPED = Metrics.of("loss", Double.NaN).with(TrainingEngine.SKIPPED, 1);

    @TempDir
    Path run;

    @Test
    void aSkippedBatchIsWrittenOut() throws IOException {
        var steps = new SkippedSteps(run);
        var sample = new TrainingSample(
                new int[] {5, 6}, new int[] {1}, new float[] {Float.NaN}, new float[0], new float[0]);
        assertThat(steps.wasMade(SOUND, List.of(sample), 7)).isTrue();
        assertThat(run.resolve("skipped")).doesNotExist();
        assertThat(steps.wasMade(SKIPPED, List.of(sample, sample), 7)).isFalse();
        assertThat(Files.readAllLines(run.resolve("skipped/after-step-7-1.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"tokens\":[5,6]") && line.contains("NaN"));
    }

    @Test
    void theThirdInARowEndsTheRun() {
        var steps = new SkippedSteps(run);
        for (Metrics metrics : List.of(SKIPPED, SKIPPED, SOUND, SKIPPED, SKIPPED)) {
            assertThat(steps.wasMade(metrics, List.of(), 7)).isEqualTo(metrics == SOUND);
        }
        assertThatThrownBy(() -> steps.wasMade(SKIPPED, List.of(), 7))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 steps in a row");
    }
}
