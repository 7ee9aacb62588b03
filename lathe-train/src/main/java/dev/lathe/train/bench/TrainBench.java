package dev.lathe.train.bench;

import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Progress;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Torch;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policy;
import java.util.List;
import java.util.Locale;

/** Measures optimiser steps on random tokens, beside whoever else can make them: tokens of sequences a second, padding not counted. */
public final class TrainBench {
    private static final int[] EQUAL = {256, 256, 256, 256};

    /** Tokens of the first 16 problems of GSM8K with their solutions, in SmolLM2's chat format. */
    private static final int[] REAL = {132, 132, 196, 218, 136, 265, 184, 256, 284, 468, 256, 280, 165, 193, 142, 320};

    private static final int MICRO_BATCH_TOKENS = 1024;
    private static final int TIMES = 2;
    private static final double LEARNING_RATE = 1e-6;

    private final TrainingEngine engine;
    private final BenchData data;

    private TrainBench(TrainingEngine engine, int vocabulary) {
        this.engine = engine;
        data = new BenchData(vocabulary);
    }

    /**
     * Returns a row for each kind of work and peer, or one without peer where there is none. The policy is changed by the steps, and
     * stays the caller's.
     *
     * @param type what gradients are computed in
     */
    public static List<BenchRow> run(Policy policy, DType type, int threads, List<Peer> peers, Progress progress) {
        Torch.threads(threads);
        var options = new TrainingOptions(threads, 1, MICRO_BATCH_TOKENS, false, type);
        try (TrainingEngine engine = Engines.training(policy, options)) {
            var bench = new TrainBench(engine, policy.config().vocabSize());
            List<Contest.Work> works = List.of(bench.work("training step", EQUAL), bench.work("packed training", REAL));
            return new Contest(works, threads, type.name().toLowerCase(Locale.ROOT), progress).against(peers);
        }
    }

    private Contest.Work work(String name, int[] lengths) {
        List<TrainingSample> lessons = data.lessons(lengths);
        return Contest.Work.rate(name, "tokens/s", () -> rate(lessons));
    }

    private double rate(List<TrainingSample> lessons) {
        double best = 0;
        for (int run = 0; run < TIMES; run++) {
            long started = System.nanoTime();
            engine.step(lessons, new Objective.Supervised(), LEARNING_RATE);
            best = Math.max(best, BenchData.tokens(lessons) * 1e9 / (System.nanoTime() - started));
        }
        return best;
    }
}
