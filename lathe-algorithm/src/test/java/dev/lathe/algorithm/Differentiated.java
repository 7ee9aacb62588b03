package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Holds a loss and its gradient with regard to one float64 tensor. */
public record Differentiated(double loss, double[] gradient) {
    public static Differentiated of(UnaryOperator<Tensor> loss, double[] at, long... shape) {
        try (Scope scope = Scope.open()) {
            Tensor leaf = Tensor.of(at, shape).requiresGrad_(true);
            Tensor value = loss.apply(leaf);
            return new Differentiated(
                    value.item(), Autograd.grad(value, List.of(leaf)).getFirst().toDoubles());
        }
    }

    /** Requires a loss and a gradient. */
    public void requireClose(double expectedLoss, double[] expectedGradient, double tolerance) {
        assertThat(loss).isEqualTo(expectedLoss, within(tolerance));
        assertThat(gradient).containsExactly(expectedGradient, within(tolerance));
    }

    /** Requires that this is something else: that a wrong variant would not pass for the right one. */
    public void requireDifferent(double expectedLoss, double[] expectedGradient) {
        double largest = Math.abs(loss - expectedLoss);
        for (int i = 0; i < gradient.length; i++) {
            largest = Math.max(largest, Math.abs(gradient[i] - expectedGradient[i]));
        }
        assertThat(largest).isGreaterThan(1e-4);
    }

    /** Requires that the gradient has the slopes of central differences, along some random directions. */
    public void requireFiniteDifferences(UnaryOperator<Tensor> function, double[] at, long... shape) {
        double h = 1e-6;
        Random random = new Random(11);
        for (int direction = 0; direction < 6; direction++) {
            double[] above = at.clone();
            double[] below = at.clone();
            double slope = 0;
            for (int i = 0; i < at.length; i++) {
                double step = random.nextGaussian();
                above[i] += h * step;
                below[i] -= h * step;
                slope += gradient[i] * step;
            }
            double difference = (value(function, above, shape) - value(function, below, shape)) / (2 * h);
            assertThat(slope).as("direction %d", direction).isEqualTo(difference, within(1e-7));
        }
    }

    private static double value(UnaryOperator<Tensor> function, double[] at, long... shape) {
        try (Scope scope = Scope.open()) {
            return function.apply(Tensor.of(at, shape)).item();
        }
    }
}
