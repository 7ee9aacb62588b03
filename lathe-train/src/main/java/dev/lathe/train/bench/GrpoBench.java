package dev.lathe.train.bench;

import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Progress;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Torch;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures a step of GRPO as a whole, from prompts to new weights in the engine that writes: two prompts of random tokens, eight answers
 * of 128 tokens to each, beside whoever else can. The rate counts tokens of answers.
 */
public final class GrpoBench {
    /** Tokens of the first two questions of GSM8K, in SmolLM2's chat format. */
    private static final int[] PROMPTS = {69, 64};

    private static final int ANSWERS = 8;
    private static final int WRITTEN = 128;
    private static final int CONTEXT = 256;
    /** As many as a prompt has with its answers. */
    private static final int MICRO_BATCH_TOKENS = 1100;

    private static final double LEARNING_RATE = 1e-6;
    private static final String WORK = "GRPO step";
    private static final String MEMORY = "GRPO step, peak resident";

    private final TrainingEngine training;
    private final InferenceEngine inference;
    private final List<int[]> prompts = new ArrayList<>();
    private final BenchData data;
    private final boolean offload;

    /**
     * Says what takes part.
     *
     * @param threads of the machine, all of which write
     * @param workers that train at once, sharing the threads
     * @param offload whether those who write and those who train make room for each other
     */
    public record Shape(int threads, int workers, boolean offload) {}

    private GrpoBench(Policy policy, TrainingEngine training, InferenceEngine inference, boolean offload) {
        this.offload = offload;
        this.training = training;
        this.inference = inference;
        data = new BenchData(policy.config().vocabSize());
        for (int prompt = 0; prompt < PROMPTS.length; prompt++) {
            for (int answer = 0; answer < ANSWERS; answer++) {
                prompts.add(data.random(prompt, PROMPTS[prompt]));
            }
        }
    }

    /**
     * Returns rows for the step and for the memory that the process has held at most. The policy is changed by the steps, and stays the
     * caller's.
     *
     * @param type what gradients are computed in, and weights held in for writing
     */
    public static List<BenchRow> run(Policy policy, DType type, Shape shape, List<Peer> peers, Progress progress) {
        int threads = shape.threads;
        Torch.threads(threads);
        Path aside = shape.offload ? Path.of(System.getProperty("java.io.tmpdir")) : null;
        var options =
                new TrainingOptions(shape.workers, threads / shape.workers, MICRO_BATCH_TOKENS, false, type, aside);
        CpuPrecision precision = type == DType.BFLOAT16 ? CpuPrecision.BFLOAT16 : CpuPrecision.FLOAT32;
        try (TrainingEngine training = Engines.training(policy, options);
                InferenceEngine inference =
                        Engines.inference(policy, 1, threads, PROMPTS.length * ANSWERS, CONTEXT, precision)) {
            var bench = new GrpoBench(policy, training, inference, shape.offload);
            return new Contest(bench.works(), threads, type.name().toLowerCase(Locale.ROOT), progress).against(peers);
        }
    }

    private List<Contest.Work> works() {
        List<Contest.Work> works = new ArrayList<>();
        works.add(Contest.Work.rate(WORK, "answer tokens/s", this::rate));
        if (PeakMemory.mebibytes().isPresent()) {
            works.add(new Contest.Work(
                    MEMORY, "MiB", true, () -> PeakMemory.mebibytes().orElseThrow()));
        }
        return works;
    }

    private double rate() {
        long started = System.nanoTime();
        List<TrainingSample> played = data.rollout(inference, prompts, WRITTEN);
        if (offload) {
            inference.sleep();
        }
        training.step(played, new Objective.Policy(Algorithms.named("grpo", WRITTEN)), LEARNING_RATE);
        inference.update(inference.version().next());
        inference.wake();
        return prompts.size() * (long) WRITTEN * 1e9 / (System.nanoTime() - started);
    }
}
