package dev.lathe.train.bench;

import dev.lathe.core.Progress;
import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Is another engine that does the same work, by a script that prints a JSON object a line.
 *
 * @param name who it is
 * @param command how the script is started
 */
public record Peer(String name, List<String> command) {
    private static final int SECONDS_TO_ASK = 60;

    /**
     * Returns a peer that is a module of Python, where a Python has it.
     *
     * @param name who it is
     * @param script its file, started with the model and the settings
     */
    public static Optional<Peer> ofPython(
            String name, String module, Path python, Path script, Path model, List<String> settings) {
        if (!has(python, module)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString(), model.toString()));
        command.addAll(settings);
        return Optional.of(new Peer(name, command));
    }

    private static boolean has(Path python, String module) {
        String question =
                "import importlib.util, sys; sys.exit(importlib.util.find_spec('%s') is None)".formatted(module);
        try {
            Process process = new ProcessBuilder(python.toString(), "-c", question).start();
            return process.waitFor(SECONDS_TO_ASK, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            throw new UserError(python + ": cannot be run as a Python", missing);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /**
     * Returns what it reached, by the name of the work; if it failed, that is noted and what it told before remains.
     *
     * @throws UserError if it cannot be started
     */
    Map<String, Double> measure(Progress progress) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                progress.note(name + " failed; try: " + String.join(" ", command));
            }
            return values(out);
        } catch (IOException missing) {
            throw new UserError(name + " cannot be started: " + missing.getMessage(), missing);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static Map<String, Double> values(String out) {
        Map<String, Double> values = new HashMap<>();
        out.lines().filter(line -> line.startsWith("{\"work\"")).forEach(line -> {
            JsonNode row = JsonMapper.shared().readTree(line);
            values.put(row.get("work").asString(), row.get("value").asDouble());
        });
        return values;
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while measuring", cause);
    }
}
