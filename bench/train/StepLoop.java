package dev.lathe.train.bench;

import dev.lathe.algorithm.Objective;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Torch;
import dev.lathe.train.engine.TrainingEngine;
import dev.lathe.train.engine.TrainingOptions;
import dev.lathe.train.pipeline.Policies;
import dev.lathe.train.pipeline.Policy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/** Prints what an optimizer step on 4 x 256 tokens takes with two workers of one thread in bfloat16, to compare commits by. */
public final class StepLoop {
    private static final int WARM_UP = 4;
    private static final int STEPS = 8;

    private StepLoop() {}

    public static void main(String[] arguments) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var options = new TrainingOptions(2, 1, 1024, false, DType.BFLOAT16);
        Torch.threads(2);
        try (Policy policy = Policies.open(Path.of(arguments[0]));
                TrainingEngine training = Engines.training(policy, options)) {
            var lessons = new BenchData(policy.config().vocabSize()).lessons(256, 256, 256, 256);
            double[] clock = new double[STEPS];
            double[] processor = new double[STEPS];
            for (int step = -WARM_UP; step < STEPS; step++) {
                long began = System.nanoTime();
                long spent = system.getProcessCpuTime();
                training.step(lessons, new Objective.Supervised(), 1e-6);
                if (step >= 0) {
                    clock[step] = (System.nanoTime() - began) / 1e6;
                    processor[step] = (system.getProcessCpuTime() - spent) / 1e6;
                }
            }
            System.out.printf("medians: %.0f ms, %.0f ms of processor time%n", median(clock), median(processor));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[STEPS / 2 - 1] + values[STEPS / 2]) / 2;
    }
}
