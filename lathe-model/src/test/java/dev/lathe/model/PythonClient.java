package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the scripts of tests/python in the environment that tests/python/install makes. */
public final class PythonClient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PythonClient() {}

    /** Runs a script with {@code input} as JSON on standard input and returns the JSON that it writes. */
    public static JsonNode run(String script, Object input, String... arguments) {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Path python = root.resolve(".lathe/venv/bin/python");
        assertThat(python)
                .as("the Python environment of the tests; make it with tests/python/install")
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(python.toString(), "-X", "utf8", "tests/python/" + script));
        command.addAll(List.of(arguments));
        try {
            Path in = Files.createTempFile("python-client", ".json");
            Path out = Files.createTempFile("python-client", ".json");
            try {
                Files.writeString(in, JSON.writeValueAsString(input));
                Process process = new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .start();
                String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(errors).isZero();
                return JSON.readTree(out);
            } finally {
                Files.delete(in);
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
