package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryLogTests {
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
    void everythingComesBack() {
        List<Trajectory> trajectories = List.of(trajectory(1), trajectory(2));
        TrajectoryLog.open(run, 0).write(3, trajectories);
        assertThat(TrajectoryLog.read(run.trajectories().resolve("step-3.jsonl")))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Arrays::equals, float[].class)
                .isEqualTo(trajectories);
    }

    @Test
    void aLineIsReadableByAPerson() throws IOException {
        var version = new PolicyVersion(4);
        var trajectory = new Trajectory(
                "held-out/12",
                -7,
                TokenSpan.prompt(new int[] {1, 2}, version),
                "找一个水壶\n\"now\"",
                List.of(new Chunk(
                        TokenSpan.model(new int[] {3}, new float[] {-0.1f}, version),
                        "buy[]",
                        TokenSpan.environment(new int[] {}, version),
                        "",
                        1)),
                Metrics.of("turns", 1),
                new Score(0.5, Metrics.of("price", 1).with("options", 0)),
                Trajectory.EndReason.TERMINATED);
        TrajectoryLog.open(run, 0).write(3, List.of(trajectory));
        assertThat(Files.readString(run.trajectories().resolve("step-3.jsonl"))).isEqualTo("""
                        {"task":"held-out/12","seed":-7,"end":"terminated","score":0.5,\
                        "parts":{"price":1.0,"options":0.0},"outcome":{"turns":1.0},\
                        "prompt":{"text":"找一个水壶\\n\\"now\\"","tokens":[1,2],"version":4},\
                        "chunks":[{"action":"buy[]","observation":"","reward":1.0,"action_tokens":[3],\
                        "log_probs":[-0.1],"version":4,"observation_tokens":[],"observation_version":4}]}
                        """);
    }

    @Test
    void aResumedRunForgetsLaterSteps() throws IOException {
        TrajectoryLog log = TrajectoryLog.open(run, 0);
        for (long step : List.of(2L, 9L, 10L, 11L)) {
            log.write(step, List.of(trajectory(step)));
        }
        TrajectoryLog.open(run, 9);
        try (Stream<Path> files = Files.list(run.trajectories())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-2.jsonl", "step-9.jsonl");
        }
    }

    @Test
    void aMalformedLineIsNamed() throws IOException {
        TrajectoryLog.open(run, 0).write(1, List.of(trajectory(1)));
        Path file = run.trajectories().resolve("step-1.jsonl");
        String good = Files.readString(file);
        for (String bad : List.of(
                "{\"task\":",
                "{}",
                good.replace("\"terminated\"", "\"tired\"").strip(),
                good.replaceFirst("\"log_probs\":\\[[^,]*,", "\"log_probs\":[").strip())) {
            Files.writeString(file, good + bad + "\n");
            assertThatThrownBy(() -> TrajectoryLog.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + ":2: not a trajectory (");
        }
    }

    private static Trajectory trajectory(long seed) {
        var random = new SplittableRandom(seed);
        return new Trajectory(
                "task " + seed,
                seed,
                TokenSpan.prompt(random.ints(5, 0, 50_000).toArray(), new PolicyVersion(seed)),
                "prompt",
                List.of(chunk(random, seed), chunk(random, seed + 1)),
                Metrics.of("turns", 2).with("bought", Double.NaN),
                new Score(random.nextDouble(), Metrics.of("price", random.nextDouble())),
                Trajectory.EndReason.TERMINATED);
    }

    private static Chunk chunk(SplittableRandom random, long version) {
        float[] logProbs = new float[100];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = -Float.intBitsToFloat(random.nextInt(0x7f800000));
        }
        logProbs[7] = Float.NEGATIVE_INFINITY;
        return new Chunk(
                TokenSpan.model(random.ints(100, 0, 50_000).toArray(), logProbs, new PolicyVersion(version)),
                "think; act",
                TokenSpan.environment(random.ints(3, 0, 50_000).toArray(), new PolicyVersion(version + 1)),
                "observation\n\t<b>",
                random.nextDouble());
    }
}
