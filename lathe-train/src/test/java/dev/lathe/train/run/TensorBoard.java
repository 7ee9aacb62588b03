package dev.lathe.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads event files by the real TensorBoard, in the environment that tests/python/install makes. */
final class TensorBoard {
    private TensorBoard() {}

    /** Returns {@code {tag: [[step, value], ...]}}. */
    static JsonNode scalars(Path folder) throws IOException, InterruptedException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path python = root.resolve(".lathe/venv/bin/python");
        assertThat(python)
                .as("the Python environment of the tests; make it with tests/python/install")
                .isExecutable();
        Process process = new ProcessBuilder(
                        python.toString(),
                        root.resolve("tests/python/read_events.py").toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            JsonNode scalars = JsonMapper.shared().readTree(output);
            assertThat(process.waitFor()).isZero();
            return scalars;
        }
    }
}
