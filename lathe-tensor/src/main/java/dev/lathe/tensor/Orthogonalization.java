package dev.lathe.tensor;

/**
 * Moves the singular values of matrices close to 1 by five Newton-Schulz steps with the quintic polynomial
 * {@code 3.4445 x - 4.7750 x^3 + 2.0315 x^5}, which is chosen for speed: it ends within about 0.7 to 1.2, not at 1. Source: Keller
 * Jordan, Muon: an optimizer for hidden layers in neural networks, 2024.
 */
final class Orthogonalization {
    private static final int STEPS = 5;
    private static final double LINEAR = 3.4445;
    private static final double CUBIC = -4.7750;
    private static final double QUINTIC = 2.0315;

    private Orthogonalization() {}

    /** Orthogonalises each matrix of {@code [count, rows, columns]}. */
    static Tensor of(Tensor matrices) {
        try (Scope scope = Scope.open()) {
            // The smaller side first: the products of the steps are of its size.
            boolean isTall = matrices.size(1) > matrices.size(2);
            Tensor x = normalized(isTall ? matrices.transpose(1, 2) : matrices);
            for (int i = 0; i < STEPS; i++) {
                Tensor square = x.matmul(x.transpose(1, 2));
                Tensor polynomial = plusProduct(CUBIC, square, QUINTIC, square, square);
                x = plusProduct(LINEAR, x, 1, polynomial, x);
            }
            return scope.keep(isTall ? x.transpose(1, 2) : x);
        }
    }

    /** Divides each matrix by its Frobenius norm, which is at least its largest singular value. */
    private static Tensor normalized(Tensor matrices) {
        Tensor norms = matrices.square().sum(2, true).sum(1, true).sqrt();
        return matrices.div(norms.add(1e-7));
    }

    /** Computes {@code beta * added + alpha * left right}. */
    private static Tensor plusProduct(double beta, Tensor added, double alpha, Tensor left, Tensor right) {
        return Operators.call("aten::baddbmm", "", added, left, right, beta, alpha)
                .getFirst();
    }
}
