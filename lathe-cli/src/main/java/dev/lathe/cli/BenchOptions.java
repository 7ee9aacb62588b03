package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.train.bench.BenchRow;
import dev.lathe.train.bench.Peer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says with how many threads to measure, and where a Python and a checkpoint for the peers are; prints what came of it. */
final class BenchOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Threads; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

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

    @Mixin
    private OutputOptions output;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int threads() {
        return threads;
    }

    /** Returns what tells how far measuring is. */
    LiveProgress progress() {
        return LiveProgress.lines(err());
    }

    /** Adds a peer that reads the checkpoint, with numbers of some type, or says how to install it. */
    void addPython(List<Peer> peers, String name, String module, String packages, String script, String dtype) {
        String hint = "%s: pip install %s, and give --python and --checkpoint".formatted(name, packages);
        addPython(peers, name, module, checkpoint, hint, script, dtype);
    }

    /**
     * Adds a peer that is a module of Python, or says how to install it.
     *
     * @param script its file in bench/peers, started with the model, the settings and the threads
     */
    void addPython(
            List<Peer> peers,
            String name,
            String module,
            Optional<Path> model,
            String hint,
            String script,
            String... settings) {
        Path file = Path.of(System.getProperty("lathe.home", "."), "bench", "peers", script);
        List<String> all = new ArrayList<>(List.of(settings));
        all.add(Integer.toString(threads));
        python.flatMap(program -> model.flatMap(folder -> Peer.ofPython(name, module, program, file, folder, all)))
                .ifPresentOrElse(
                        peers::add, () -> err().println("not measured: " + hint + "; see bench/peers/README.md"));
    }

    void print(List<BenchRow> rows) {
        PrintWriter out = spec.commandLine().getOut();
        rows.forEach(row -> out.println(output.json() ? row.json() : row.text()));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
