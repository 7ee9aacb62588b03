package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Function;

/** Compares the gradients of a function of FLOAT64 tensors with central differences, every element of every input. */
final class FiniteDifferences {
    private static final double STEP = 1e-5;

    private FiniteDifferences() {}

    static void check(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
        List<Tensor> leaves = List.of(inputs);
        leaves.forEach(leaf -> leaf.requiresGrad_(true));
        List<Tensor> gradients = Autograd.grad(weighted(function.apply(leaves)), leaves);
        for (int i = 0; i < inputs.length; i++) {
            double[] analytic = gradients.get(i).toDoubles();
            for (int element = 0; element < analytic.length; element++) {
                double numeric = difference(function, leaves, i, element);
                assertThat(analytic[element])
                        .as("input %d element %d", i, element)
                        .isCloseTo(numeric, within(1e-7 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    private static double difference(
            Function<List<Tensor>, Tensor> function, List<Tensor> inputs, int input, int element) {
        MemorySegment memory = inputs.get(input).memory();
        double value = memory.getAtIndex(ValueLayout.JAVA_DOUBLE, element);
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, element, value + STEP);
        double above = value(function, inputs);
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, element, value - STEP);
        double below = value(function, inputs);
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, element, value);
        return (above - below) / (2 * STEP);
    }

    private static double value(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
        try (Scope _ = Scope.open()) {
            return weighted(function.apply(inputs)).item();
        }
    }

    /** Makes one number in which no two elements have the same part, so that a mixed-up gradient shows. */
    private static Tensor weighted(Tensor output) {
        Tensor weights =
                Tensor.arange(DType.FLOAT64, output.numel()).mul(0.37).add(0.5).cos();
        return output.reshape(-1).mul(weights).sum();
    }
}
