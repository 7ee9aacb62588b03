package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.bench.TrainBench;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import dev.lathe.train.recipe.TrainingPrecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures optimiser steps, beside the peers that are installed. */
@Command(
        name = "train",
        description = "Measure an optimizer step on equal lengths, and on real lengths that are packed.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchTrainCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "FILE_OR_DIR", description = "Measure this model.")
    private Path model = Path.of("");

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "What gradients are computed in: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private TrainingPrecision dtype = TrainingPrecision.BFLOAT16;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        List<Peer> peers = new ArrayList<>();
        options.addPython(
                peers,
                "transformers bfloat16",
                "transformers",
                "torch transformers",
                "transformers_train.py",
                "bfloat16");
        options.addPython(
                peers,
                "transformers float32",
                "transformers",
                "torch transformers",
                "transformers_train.py",
                "float32");
        try (Policy policy = Policies.open(model);
                LiveProgress progress = options.progress()) {
            options.print(TrainBench.run(policy, dtype.type(), options.threads(), peers, progress));
        }
        return 0;
    }
}
