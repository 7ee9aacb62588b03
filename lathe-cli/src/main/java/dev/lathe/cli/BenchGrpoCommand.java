package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.core.UserError;
import dev.lathe.train.bench.GrpoBench;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.pipeline.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a step of GRPO, beside the peers that are installed. */
@Command(
        name = "grpo",
        description = "Measure a step of GRPO, from prompts to new weights, and the memory it takes.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchGrpoCommand implements Callable<Integer> {
    @Mixin
    private BenchedTraining training;

    @Option(
            names = "--offload",
            description = "Let those who write and those who train make room for each other: less memory, more time.")
    private boolean offload;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many train at once, sharing the threads: faster, and more memory (default: 1).")
    private int workers;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        if (workers < 1 || workers > options.threads()) {
            throw new UserError(
                    "--workers must be 1 to the %d threads of --threads, not %d".formatted(options.threads(), workers));
        }
        List<Peer> peers = new ArrayList<>();
        options.addPython(peers, "trl bfloat16", "trl", "torch trl", "trl_grpo.py", "bfloat16");
        try (Policy policy = training.open();
                LiveProgress progress = options.progress()) {
            var shape = new GrpoBench.Shape(options.threads(), workers, offload);
            options.print(GrpoBench.run(policy, training.type(), shape, peers, progress));
        }
        return 0;
    }
}
