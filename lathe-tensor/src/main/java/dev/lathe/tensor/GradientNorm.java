package dev.lathe.tensor;

import java.util.List;

/** Measures and limits the length of all gradients taken as one vector. */
public final class GradientNorm {
    private GradientNorm() {}

    /** Returns the root of the sum of squares of all elements, within rows added up in FLOAT32 and then in FLOAT64; 0 for an empty list. */
    public static double of(List<Tensor> gradients) {
        if (gradients.isEmpty()) {
            return 0;
        }
        try (Scope _ = Scope.open()) {
            List<Tensor> squares = gradients.stream()
                    .map(gradient -> rows(gradient).square().sum())
                    .toList();
            return Tensor.stack(squares, 0).sum().sqrt().item();
        }
    }

    /** Returns the norms of a tensor's rows, FLOAT64. */
    private static Tensor rows(Tensor tensor) {
        DType type = tensor.dim() < 2 || tensor.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        return Operators.call("aten::linalg_vector_norm", "", tensor, 2.0, new long[] {-1}, false, type)
                .getFirst()
                .to(DType.FLOAT64);
    }

    /**
     * Scales gradients in place by {@code maximum / norm} where their norm is greater than the maximum. Gradients with a norm that is
     * not finite stay as they are.
     *
     * @return the norm before
     */
    public static double clip(List<Tensor> gradients, double maximum) {
        double norm = of(gradients);
        if (norm > maximum && Double.isFinite(norm)) {
            Operators.call("aten::_foreach_mul_", "Scalar", gradients, maximum / norm);
        }
        return norm;
    }
}
