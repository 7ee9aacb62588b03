package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadingTests {
    @Test
    void setsWhatTheLibrariesReadButLeavesWhatTheUserHasSet() throws Exception {
        assertThat(load(Map.of("GOMP_SPINCOUNT", "7"), List.of(), "SPIN"))
                .contains("OPENBLAS_NUM_THREADS=1", "OMP_WAIT_POLICY=", "GOMP_SPINCOUNT=7");
    }

    @Test
    void saysWhichPlatformsAreSupported() throws Exception {
        List<String> lines = load(Map.of(), List.of("-Dorg.bytedeco.javacpp.platform=plan9-mips"), "PASSIVE");
        assertThat(lines).singleElement().asString().startsWith("user error: libtorch cannot be loaded on plan9-mips");
        assertThat(lines.getFirst()).contains("supported: linux-x86_64");
    }

    private static List<String> load(Map<String, String> environment, List<String> options, String policy)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadProgram.class.getName(), policy));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        List.of("OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
