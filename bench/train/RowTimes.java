package dev.lathe.model.vector;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;

/** Prints what norms and gates of 1,024 tokens of SmolLM2 take on one thread, by vectors and by libtorch's operators with their graph. */
public final class RowTimes {
    private static final int ROWS = 1024;
    private static final int HIDDEN = 576;
    private static final int WIDTH = 1536;
    private static final double EPSILON = 1e-5;

    private RowTimes() {}

    public static void main(String[] arguments) {
        Torch.threads(1);
        try (Scope _ = Scope.open()) {
            Tensor x = waves(ROWS, HIDDEN);
            Tensor weight = waves(HIDDEN);
            Tensor leaf = x.detach().requiresGrad_(true);
            Tensor learned = weight.detach().requiresGrad_(true);
            Tensor both = waves(ROWS, 2L * WIDTH);
            Tensor gates = both.detach().requiresGrad_(true);
            Tensor gradient = waves(ROWS, WIDTH);
            RowNorm norm = RowNorm.of(x, weight, EPSILON);
            print("norm, vectors, forward", () -> RowNorm.of(x, weight, EPSILON));
            print("norm, vectors, backward", () -> norm.backward(x, x));
            print("norm, libtorch, forward", () -> leaf.rmsNorm(learned, EPSILON));
            print("norm, libtorch, both", () -> leaf.rmsNorm(learned, EPSILON).backward(x, false));
            print("gate, vectors, forward", () -> GatedUnit.of(both));
            print("gate, vectors, backward", () -> GatedUnit.backward(both, gradient));
            print("gate, libtorch, forward", () -> gated(gates));
            print("gate, libtorch, both", () -> gated(gates).backward(gradient, false));
        }
    }

    private static Tensor gated(Tensor both) {
        var halves = both.split(WIDTH, -1);
        return halves.getFirst().silu().mul(halves.getLast());
    }

    private static Tensor waves(long... shape) {
        return Tensor.arange(DType.FLOAT64, Tensor.elements(shape)).sin().to(DType.BFLOAT16).view(shape);
    }

    /** Prints the mean of 60 runs after as many and more that are not counted. */
    private static void print(String name, Runnable work) {
        double milliseconds = 0;
        for (int round = 0; round < 5; round++) {
            long began = System.nanoTime();
            for (int run = 0; run < 60; run++) {
                try (Scope _ = Scope.open()) {
                    work.run();
                }
            }
            milliseconds = (System.nanoTime() - began) / 60e6;
        }
        System.out.printf("%-26s %.2f ms%n", name, milliseconds);
    }
}
