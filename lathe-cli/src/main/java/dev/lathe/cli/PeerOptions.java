package dev.lathe.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says where a Python and a checkpoint for the peers are. */
final class PeerOptions {
    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            defaultValue = "${env:LATHE_BENCH_PYTHON}",
            description = "A Python that has the peers; or by LATHE_BENCH_PYTHON.")
    private Optional<Path> python = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            defaultValue = "${env:LATHE_BENCH_CHECKPOINT}",
            description = "The same model as a Hugging Face folder, for them; or by LATHE_BENCH_CHECKPOINT.")
    private Optional<Path> checkpoint = Optional.empty();

    /** Makes a peer of a Python and a checkpoint, if that Python has it. */
    interface Maker<T> {
        Optional<T> of(Path scripts, Path python, Path checkpoint);
    }

    private static Path scripts() {
        return Path.of(System.getProperty("lathe.home", "."), "bench", "peers");
    }

    /** Adds a peer that reads the checkpoint, or says how to install it. */
    <T> void add(List<T> peers, String hint, PrintWriter err, Maker<T> maker) {
        add(peers, checkpoint, hint, err, maker);
    }

    /** Adds a peer that reads a model, or says how to install it. */
    <T> void add(List<T> peers, Optional<Path> model, String hint, PrintWriter err, Maker<T> maker) {
        python.flatMap(program -> model.flatMap(file -> maker.of(scripts(), program, file)))
                .ifPresentOrElse(
                        peers::add, () -> err.println("not measured: " + hint + "; see bench/peers/README.md"));
    }
}
