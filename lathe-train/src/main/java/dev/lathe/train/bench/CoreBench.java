package dev.lathe.train.bench;

import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Progress;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.Torch;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures one policy on random tokens: the median of {@value #TIMES} runs after one that warms up. Rates count every token of the
 * sequences in training, and the written ones in a rollout.
 */
public final class CoreBench implements AutoCloseable {
    private static final int TIMES = 3;
    private static final int MICRO_BATCH_TOKENS = 1024;
    private static final double LEARNING_RATE = 1e-6;
    private static final String RATE = "tokens/s";

    private final BenchShape shape;
    private final BenchData data;
    private final TrainingEngine training;
    private final InferenceEngine inference;
    private final Progress progress;
    private final List<BenchRow> rows = new ArrayList<>();

    private CoreBench(Policy policy, BenchShape shape, Progress progress) {
        this.shape = shape;
        this.progress = progress;
        Torch.threads(shape.threadsPerWorker());
        data = new BenchData(policy.config().vocabSize());
        var sizes = new TrainingOptions(shape.workers(), shape.threadsPerWorker(), MICRO_BATCH_TOKENS);
        training = Engines.training(policy, sizes);
        inference = Engines.inference(
                policy,
                shape.workers(),
                shape.threadsPerWorker(),
                shape.conversations(),
                shape.prompt() + shape.written(),
                CpuPrecision.FLOAT32);
    }

    /**
     * Returns a row for each kind of work, and one more for each peer that does the same, which is measured right after. The policy is
     * changed by the steps, and stays the caller's.
     */
    public static List<BenchRow> run(Policy policy, BenchShape shape, List<Peer> peers, Progress progress) {
        List<BenchRow> rows = new ArrayList<>();
        try (CoreBench bench = new CoreBench(policy, shape, progress)) {
            bench.measure();
            rows.addAll(bench.rows);
        }
        for (Peer peer : peers) {
            progress.phase("measure " + peer.name(), 0, "works");
            Map<String, Double> theirs = peer.measure(progress);
            for (BenchRow row : List.copyOf(rows)) {
                if (row.peer() == null && theirs.containsKey(row.work())) {
                    rows.add(row.beside(peer.name(), theirs.get(row.work())));
                }
            }
        }
        return rows;
    }

    private void measure() {
        int[] lengths = new int[shape.sequences()];
        Arrays.fill(lengths, shape.time());
        List<TrainingSample> lessons = data.lessons(lengths);
        rate(
                "SFT step",
                BenchData.tokens(lessons),
                () -> training.step(lessons, new Objective.Supervised(), LEARNING_RATE));
        rate("log-probability pass", BenchData.tokens(lessons), () -> training.logProbs(lessons, 1));
        rate("rollout", (long) shape.conversations() * shape.written(), () -> rollout());
        reinforcement();
        PeakMemory.mebibytes().ifPresent(peak -> add("memory, peak resident", "MiB", peak));
    }

    /** Measures a step of reinforcement learning as a whole, and then which share of it each phase takes. */
    private void reinforcement() {
        Objective objective = new Objective.Policy(Algorithms.named("grpo", shape.prompt() + shape.written()));
        List<TrainingSample> played = new ArrayList<>();
        double[] rollout = new double[TIMES + 1];
        double[] whole = seconds("RL step", run -> {
            long started = System.nanoTime();
            played.clear();
            played.addAll(rollout());
            rollout[run] = (System.nanoTime() - started) / 1e9;
            training.step(played, objective, LEARNING_RATE);
            inference.update(inference.version().next());
        });
        add("RL step", RATE, BenchData.tokens(played) / median(whole));
        double share = 100
                * Arrays.stream(rollout, 1, TIMES + 1).sum()
                / Arrays.stream(whole).sum();
        add("RL step, time in rollout", "%", share);
        add("RL step, time in training", "%", 100 - share);
    }

    private List<TrainingSample> rollout() {
        List<int[]> prompts = IntStream.range(0, shape.conversations())
                .mapToObj(row -> data.random(row, shape.prompt()))
                .toList();
        return data.rollout(inference, prompts, shape.written());
    }

    private void rate(String work, long tokens, Runnable task) {
        add(work, RATE, tokens / median(seconds(work, run -> task.run())));
    }

    private void add(String work, String unit, double value) {
        rows.add(BenchRow.alone(work, unit, value, shape.threads()));
    }

    private interface Timed {
        void run(int number);
    }

    private double[] seconds(String work, Timed task) {
        progress.phase("measure " + work, TIMES + 1, "runs");
        double[] seconds = new double[TIMES];
        for (int run = 0; run <= TIMES; run++) {
            long started = System.nanoTime();
            task.run(run);
            if (run > 0) {
                seconds[run - 1] = (System.nanoTime() - started) / 1e9;
            }
            progress.advance(1);
        }
        return seconds;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        inference.close();
        training.close();
    }
}
