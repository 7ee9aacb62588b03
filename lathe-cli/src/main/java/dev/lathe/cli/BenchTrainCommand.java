package dev.lathe.cli;

import dev.lathe.cli.progress.LiveProgress;
import dev.lathe.train.bench.Peer;
import dev.lathe.train.bench.TrainBench;
import dev.lathe.train.pipeline.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures optimiser steps, beside the peers that are installed. */
@Command(
        name = "train",
        description = "Measure an optimizer step on equal lengths, and on real lengths that are packed.",
        footer = {"", "Peers are run by the scripts in bench/peers, whose README says how to install them."})
final class BenchTrainCommand implements Callable<Integer> {
    @Mixin
    private BenchedTraining training;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        List<Peer> peers = new ArrayList<>();
        for (String type : List.of("bfloat16", "float32")) {
            options.addPython(
                    peers, "transformers " + type, "transformers", "torch transformers", "transformers_train.py", type);
        }
        try (Policy policy = training.open();
                LiveProgress progress = options.progress()) {
            options.print(TrainBench.run(policy, training.type(), options.threads(), peers, progress));
        }
        return 0;
    }
}
