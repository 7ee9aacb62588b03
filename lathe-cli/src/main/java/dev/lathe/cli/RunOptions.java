package dev.lathe.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments of every command that makes or goes on with a run. */
final class RunOptions {
    @Option(names = "--name", paramLabel = "RUN", description = "Name of the folder under runs/; made up if not given.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--resume", description = "Go on from the run's last checkpoint.")
    private boolean resume;

    @Option(
            names = "--model",
            paramLabel = "FILE_OR_DIR",
            description = "Start from this model: a GGUF file, or a folder with config.json and safetensors.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--data", paramLabel = "FILE", description = "Read tasks from this file: JSON, one a line.")
    private Optional<Path> data = Optional.empty();

    Optional<String> name() {
        return name;
    }

    boolean resume() {
        return resume;
    }

    Optional<Path> model() {
        return model;
    }

    Optional<Path> data() {
        return data;
    }
}
