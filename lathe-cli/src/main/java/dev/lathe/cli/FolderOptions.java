package dev.lathe.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says which folder a run is written to. */
final class FolderOptions {
    @Option(
            names = "--name",
            paramLabel = "RUN",
            description = "Name of the folder under runs/; made of that of the recipe if not given.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--runs", paramLabel = "DIR", description = "Folder of all runs; runs/ if not given.")
    private Path runs = Path.of("runs");

    @Option(names = "--resume", description = "Go on with the run where it was stopped.")
    private boolean resume;

    Optional<String> name() {
        return name;
    }

    /** Returns the folder of all runs. */
    Path runs() {
        return runs;
    }

    boolean resume() {
        return resume;
    }
}
