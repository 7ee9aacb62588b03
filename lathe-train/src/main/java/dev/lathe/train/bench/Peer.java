package dev.lathe.train.bench;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    /** Returns transformers, where a Python has it. */
    public static Optional<Peer> transformers(Path scripts, Path python, Path checkpoint, String dtype, int threads) {
        return ofPython("transformers", scripts, python, checkpoint, dtype, threads);
    }

    /** Returns vLLM, where a Python has it. */
    public static Optional<Peer> vllm(Path scripts, Path python, Path checkpoint, String dtype, int threads) {
        return ofPython("vllm", scripts, python, checkpoint, dtype, threads);
    }

    /** Returns transformers' training step and its generation, where a Python has it. */
    public static Optional<Peer> transformersCore(Path scripts, Path python, Path checkpoint, int threads) {
        return ofScript("transformers", "transformers_core.py", scripts, python, checkpoint, "float32", threads);
    }

    /** Returns TRL's step of GRPO, where a Python has it. */
    public static Optional<Peer> trlCore(Path scripts, Path python, Path checkpoint, int threads) {
        return ofScript("trl", "trl_core.py", scripts, python, checkpoint, "float32", threads);
    }

    /** Returns llama.cpp, where a Python has its library. */
    public static Optional<Peer> llama(Path scripts, Path python, Path gguf, int threads) {
        if (!has(python, "llama_cpp")) {
            return Optional.empty();
        }
        String script = scripts.resolve("llama_decode.py").toString();
        return Optional.of(
                new Peer("llama.cpp", List.of(python.toString(), script, gguf.toString(), Integer.toString(threads))));
    }

    private static Optional<Peer> ofPython(
            String module, Path scripts, Path python, Path checkpoint, String dtype, int threads) {
        return ofScript(module, module + "_decode.py", scripts, python, checkpoint, dtype, threads);
    }

    private static Optional<Peer> ofScript(
            String module, String file, Path scripts, Path python, Path checkpoint, String dtype, int threads) {
        if (!has(python, module)) {
            return Optional.empty();
        }
        String script = scripts.resolve(file).toString();
        return Optional.of(new Peer(
                module, List.of(python.toString(), script, checkpoint.toString(), dtype, Integer.toString(threads))));
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
     * Returns what it reached, by the name of the work.
     *
     * @throws UserError if it failed
     */
    Map<String, Double> measure() {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UserError(name + " failed; try: " + String.join(" ", command));
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
