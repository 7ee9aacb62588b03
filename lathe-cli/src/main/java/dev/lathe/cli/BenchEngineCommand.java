package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.train.bench.BenchRow;
import dev.lathe.train.bench.EngineBench;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how fast a model writes, beside the peers that are installed. */
@Command(
        name = "engine",
        description = "Measure new tokens a second in batches of 1, 8 and 32, and of a group that shares a prompt.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchEngineCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "FILE_OR_DIR", description = "Measure this model.")
    private Path model = Path.of("");

    @Option(names = "--threads", paramLabel = "N", description = "Threads; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "How weights are held: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private CpuPrecision dtype = CpuPrecision.BFLOAT16;

    @Mixin
    private PeerOptions peerOptions;

    @Option(
            names = "--work",
            paramLabel = "NAME",
            description = "Measure this alone, such as 'decode batch 1'; may be given often.")
    private List<String> works = new ArrayList<>();

    @Option(
            names = "--gguf",
            paramLabel = "FILE",
            defaultValue = "${env:LATHE_BENCH_GGUF}",
            description = "The same model for llama.cpp; or by LATHE_BENCH_GGUF.")
    private Optional<Path> gguf = Optional.empty();

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Peer> peers = peers(spec.commandLine().getErr());
        List<BenchRow> rows;
        try (Policy policy = Policies.open(model);
                LiveProgress progress = LiveProgress.lines(spec.commandLine().getErr())) {
            rows = EngineBench.run(policy, dtype, threads, works, peers, progress);
        }
        rows.forEach(row -> out.println(output.json() ? row.json() : line(row)));
        return 0;
    }

    private List<Peer> peers(PrintWriter err) {
        String type = dtype == CpuPrecision.FLOAT32 ? "float32" : "bfloat16";
        List<Peer> peers = new ArrayList<>();
        peerOptions.add(
                peers,
                gguf,
                "llama.cpp: pip install --no-binary llama-cpp-python llama-cpp-python, which builds it for this processor, and give"
                        + " --python and --gguf",
                err,
                (scripts, python, file) -> Peer.llama(scripts, python, file, threads));
        peerOptions.add(
                peers,
                "vLLM: pip install vllm for the CPU, and give --python and --checkpoint",
                err,
                (scripts, python, folder) -> Peer.vllm(scripts, python, folder, type, threads));
        peerOptions.add(
                peers,
                "transformers: pip install torch transformers, and give --python and --checkpoint",
                err,
                (scripts, python, folder) -> Peer.transformers(scripts, python, folder, type, threads));
        return peers;
    }

    private static String line(BenchRow row) {
        String lathe = String.format(Locale.ROOT, "%-20s %,10.1f %s", row.work(), row.lathe(), row.unit());
        String peer = row.peer() == null || row.peerValue() == null
                ? ""
                : String.format(Locale.ROOT, ", %,.1f by %s: %.2f x", row.peerValue(), row.peer(), row.ratio());
        return "%s%s (%d threads, %s)".formatted(lathe, peer, row.threads(), row.dtype());
    }
}
