package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MetricsLogTests {
    @TempDir
    Path root;

    RunFolder run;

    @BeforeEach
    void begin() {
        run = RunFolder.create(root, "one", "seed: 1\n");
    }

    @AfterEach
    void end() {
        run.close();
    }

    @Test
    void writesOneLineAStep() {
        try (MetricsLog log = MetricsLog.open(run, 0)) {
            log.log(new MetricsLine(
                    1, Stage.SFT, 0.12345, Metrics.of("loss", 2.5).with("gradient_norm", Double.NaN)));
            log.log(new MetricsLine(2, Stage.RL, 7, Metrics.of("reward", 0.25)));
            assertThat(log.wallSeconds()).isEqualTo(7);
        }
        assertThat(run.metrics()).hasContent("""
                        {"step":1,"phase":"sft","wall_seconds":0.123,"loss":2.5,"gradient_norm":"NaN"}
                        {"step":2,"phase":"rl","wall_seconds":7.0,"reward":0.25}
                        """);
        List<MetricsLine> lines = MetricsLog.read(run.metrics());
        assertThat(lines.getFirst().metrics().get("gradient_norm")).isNaN();
        assertThat(lines.getLast()).isEqualTo(new MetricsLine(2, Stage.RL, 7, Metrics.of("reward", 0.25)));
    }

    @Test
    void aResumedRunContinuesAsIfItHadNeverStopped() throws Exception {
        log(1, 10, 0);
        String uninterrupted = Files.readString(run.metrics());
        // The first attempt got further than its checkpoint, and was killed within a line.
        log(1, 8, 0);
        Files.writeString(run.metrics(), "{\"step\":9,\"pha", StandardOpenOption.APPEND);
        log(6, 10, 5);
        assertThat(run.metrics()).hasContent(uninterrupted);

        JsonNode loss = TensorBoard.scalars(run.path()).path("sft/loss");
        assertThat(loss.size()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(loss.get(i).get(0).intValue()).isEqualTo(i + 1);
            assertThat(loss.get(i).get(1).floatValue()).isEqualTo((float) lossAt(i + 1));
        }
    }

    @Test
    void tensorBoardReadsEveryNumber() throws Exception {
        try (MetricsLog log = MetricsLog.open(run, 0)) {
            log.log(new MetricsLine(1, Stage.SFT, 1, Metrics.of("loss", 2.5).with("损失", -1e-30)));
            log.log(new MetricsLine(
                    5_000_000_000L, Stage.RL, 2, Metrics.of("reward", 0.1).with("longer".repeat(40), 3e30)));
        }
        JsonNode scalars = TensorBoard.scalars(run.path());
        assertThat(scalars.propertyNames())
                .containsExactlyInAnyOrder("sft/loss", "sft/损失", "rl/reward", "rl/" + "longer".repeat(40));
        assertThat(scalars.path("sft/损失").get(0).get(1).floatValue()).isEqualTo(-1e-30f);
        assertThat(scalars.path("rl/reward").get(0).get(0).longValue()).isEqualTo(5_000_000_000L);
        assertThat(scalars.path("rl/reward").get(0).get(1).floatValue()).isEqualTo(0.1f);
    }

    @Test
    void stepsIncrease() {
        try (MetricsLog log = MetricsLog.open(run, 0)) {
            var line = new MetricsLine(3, Stage.SFT, 1, Metrics.NONE);
            log.log(line);
            assertThatIllegalArgumentException().isThrownBy(() -> log.log(line)).withMessage("step 3 after step 3");
        }
    }

    @Test
    void aMetricCannotTakeTheNameOfAKey() {
        try (MetricsLog log = MetricsLog.open(run, 0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.log(new MetricsLine(3, Stage.SFT, 1, Metrics.of("step", 1))))
                    .withMessage("no metric can have the name 'step'");
        }
    }

    @Test
    void aMalformedLineIsNamed() throws IOException {
        String good = "{\"step\":1,\"phase\":\"sft\",\"wall_seconds\":1}\n";
        for (String bad :
                List.of("nonsense", "[]", "{\"step\":2}", "{\"step\":\"x\",\"phase\":\"sft\",\"wall_seconds\":1}")) {
            Files.writeString(run.metrics(), good + bad + "\n");
            assertThatThrownBy(() -> MetricsLog.read(run.metrics()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("%s:2: not a line of metrics", run.metrics());
        }
        Files.writeString(run.metrics(), good.replace("sft", "sleep"));
        assertThatThrownBy(() -> MetricsLog.read(run.metrics()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "%s:1: unknown phase 'sleep'; allowed are initial, sft, rl, preference, reward, distillation, rollout",
                        run.metrics());
    }

    private void log(long from, long to, long resumedAfter) {
        try (MetricsLog log = MetricsLog.open(run, resumedAfter)) {
            LongStream.rangeClosed(from, to)
                    .forEach(step ->
                            log.log(new MetricsLine(step, Stage.SFT, step * 0.1, Metrics.of("loss", lossAt(step)))));
        }
    }

    private static double lossAt(long step) {
        return 1.0 / step;
    }
}
