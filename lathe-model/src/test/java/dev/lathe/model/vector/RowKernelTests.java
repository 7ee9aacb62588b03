package dev.lathe.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds rows that are computed by vectors against libtorch's operators in FLOAT64, and against themselves on more threads. */
class RowKernelTests {
    private static final int ROWS = 150;
    private static final int WIDTH = 48;
    private static final double EPSILON = 1e-5;

    private final int threads = Torch.threads();
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
        Torch.threads(threads);
    }

    private static Tensor waves(DType type, double frequency, long... shape) {
        return Tensor.arange(DType.FLOAT64, Tensor.elements(shape))
                .mul(frequency)
                .sin()
                .mul(3)
                .to(type)
                .view(shape);
    }

    private static void assertNear(Tensor actual, Tensor truth) {
        double allowed = actual.dtype() == DType.BFLOAT16 ? 1.0 / 128 : 1e-5;
        Tensor exact = truth.to(DType.FLOAT64);
        double largest = exact.abs().max().item();
        assertThat(actual.to(DType.FLOAT64).sub(exact).abs().max().item()).isLessThan(allowed * largest);
    }

    private static void assertSameOnMoreThreads(Supplier<List<Tensor>> work) {
        Torch.threads(1);
        List<Tensor> alone = work.get();
        Torch.threads(2);
        List<Tensor> together = work.get();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i).hasSameElements(alone.get(i))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void normsRowsAndGoesBack(DType type) {
        Tensor x = waves(type, 1, ROWS, WIDTH);
        Tensor weight = waves(type, 2, WIDTH);
        Tensor gradient = waves(type, 3, ROWS, WIDTH);
        Tensor beside = waves(type, 5, ROWS, WIDTH);
        Tensor exactX = x.to(DType.FLOAT64).detach().requiresGrad_(true);
        Tensor exactWeight = weight.to(DType.FLOAT64).detach().requiresGrad_(true);
        Tensor truth = exactX.rmsNorm(exactWeight, EPSILON);
        truth.backward(gradient.to(DType.FLOAT64), false);

        RowNorm norm = RowNorm.of(x, weight, EPSILON);
        assertNear(norm.output(), truth.detach());
        RowNorm.Back back = norm.backward(gradient, beside);
        assertNear(back.x(), exactX.grad().add(beside.to(DType.FLOAT64)));
        assertNear(back.weight(), exactWeight.grad());
        assertSameOnMoreThreads(() -> {
            RowNorm again = RowNorm.of(x, weight, EPSILON);
            RowNorm.Back gradients = again.backward(gradient, beside);
            return List.of(again.output(), gradients.x(), gradients.weight());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void gatesRowsAndGoesBack(DType type) {
        Tensor both = waves(type, 1, ROWS, 2 * WIDTH);
        Tensor gradient = waves(type, 3, ROWS, WIDTH);
        Tensor exact = both.to(DType.FLOAT64).detach().requiresGrad_(true);
        Tensor truth = exact.narrow(1, 0, WIDTH).silu().mul(exact.narrow(1, WIDTH, WIDTH));
        truth.backward(gradient.to(DType.FLOAT64), false);

        assertNear(GatedUnit.of(both), truth.detach());
        GatedUnit.Back back = GatedUnit.backward(both, gradient);
        assertNear(back.both(), exact.grad());
        assertThat(back.output().hasSameElements(GatedUnit.of(both))).isTrue();
        assertSameOnMoreThreads(() ->
                List.of(GatedUnit.of(both), GatedUnit.backward(both, gradient).both()));
    }

    @Test
    void addsUpInALongerType() {
        Tensor one = waves(DType.BFLOAT16, 1, ROWS, WIDTH);
        Tensor other = waves(DType.BFLOAT16, 2, ROWS, WIDTH);
        Tensor exact = one.to(DType.FLOAT32).add(other.to(DType.FLOAT32));
        for (List<Tensor> parts : List.of(List.of(one, other), List.of(one.to(DType.FLOAT32), other))) {
            Tensor sum = Tensor.empty(DType.FLOAT32, ROWS, WIDTH);
            WideSum.into(sum, parts);
            assertThat(sum.hasSameElements(exact)).isTrue();
        }
    }

    @Test
    void refusesRowsThatNoVectorFills() {
        assertThat(RowNorm.computes(DType.FLOAT32, 3)).isFalse();
        Tensor x = waves(DType.FLOAT32, 1, 2, 3);
        assertThatThrownBy(() -> RowNorm.of(x, waves(DType.FLOAT32, 1, 3), EPSILON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no rows of vectors");
    }
}
