package dev.lathe.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However training is spread over processes, its losses, gradients and steps are those of one process. */
class ParallelTests {
    private static final double LOSS = 1e-6;
    private static final double RELATIVE = 1e-5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void everyWayGivesTheSame(int processes) throws Exception {
        List<Process> started = new ArrayList<>();
        for (int rank = 0; rank < processes; rank++) {
            started.add(start(rank, processes));
        }
        String said = new String(started.getFirst().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (int rank = 0; rank < processes; rank++) {
            assertThat(started.get(rank).waitFor())
                    .as(Files.readString(folder.resolve("errors-" + rank)))
                    .isZero();
        }
        List<String> lines = said.lines().toList();
        assertThat(lines).hasSameSizeAs(ParallelCases.of(processes));
        lines.forEach(ParallelTests::assertExact);
    }

    private static void assertExact(String line) {
        double[] differences = Arrays.stream(line.split(" ", 6))
                .limit(5)
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(differences[0]).as("loss: %s", line).isLessThan(LOSS);
        for (int i = 1; i < differences.length; i++) {
            assertThat(differences[i])
                    .as("norm, log-probabilities, gradients, parameters: %s", line)
                    .isLessThan(RELATIVE);
        }
    }

    private Process start(int rank, int processes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParallelProgram.class.getName(),
                        folder.toString(),
                        Integer.toString(rank),
                        Integer.toString(processes))
                .redirectError(folder.resolve("errors-" + rank).toFile())
                .start();
    }
}
