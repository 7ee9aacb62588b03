package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupTests extends Scoped {
    @TempDir
    private Path folder;

    @Test
    void aGroupOfOneLeavesEverythingAsItIs() {
        try (ProcessGroup alone = ProcessGroup.join(folder, 0, 1, Duration.ofSeconds(1))) {
            Tensor numbers = Tensor.of(new float[] {1, 2}, 2);
            assertThat(alone.allReduce(numbers).toInts()).containsExactly(1, 2);
            assertThat(alone.allGather(numbers).toInts()).containsExactly(1, 2);
            assertThat(alone.reduceScatter(numbers).toInts()).containsExactly(1, 2);
            assertThat(alone.broadcast(numbers, 0).toInts()).containsExactly(1, 2);
            alone.barrier();
            assertThat(alone.traffic().calls()).isZero();
        }
    }

    @Test
    void whoComesAloneIsTold() {
        assertThatThrownBy(() -> ProcessGroup.join(folder, 0, 2, Duration.ofMillis(300)))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("process 0 of 2 (all) did not find the others");
    }

    @Test
    void fourProcessesWorkTogetherUntilOneIsGone() throws Exception {
        List<Process> members = new ArrayList<>();
        for (int rank = 0; rank < 4; rank++) {
            members.add(start(rank));
        }
        for (int rank = 0; rank < 4; rank++) {
            List<String> expected = new ArrayList<>(List.of(
                    "allReduce [6, 60]",
                    "allGather [0, 0, 1, 10, 2, 20, 3, 30]",
                    "reduceScatter [%d, %d]".formatted(20 * rank, 20 * rank + 10),
                    "broadcast [2, 20]",
                    rank % 2 == 0 ? "pair [2, 20]" : "pair [4, 40]"));
            if (rank == 3) {
                expected.add("received [0, 0]");
            }
            expected.add("calls " + (rank % 3 == 0 ? 7 : 6));
            if (rank < 3) {
                expected.add("lost");
            }
            assertThat(output(members.get(rank))).as("process %d", rank).isEqualTo(expected);
            assertThat(folder.resolve("classes-" + rank))
                    .content()
                    .contains("ProcessGroupGloo")
                    .doesNotContain("NcclConnection", "pytorch.nccl", "torch_nccl");
        }
    }

    private Process start(int rank) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load:file=" + folder.resolve("classes-" + rank),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessGroupProgram.class.getName(),
                        folder.toString(),
                        Integer.toString(rank))
                .redirectError(folder.resolve("errors-" + rank).toFile())
                .start();
    }

    private static List<String> output(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.lines().toList();
    }
}
