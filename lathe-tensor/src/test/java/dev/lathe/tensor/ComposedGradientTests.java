package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposedGradientTests extends Scoped {
    private final Generator generator = Generator.seeded(7);

    private Tensor random(long... shape) {
        return Tensor.empty(DType.FLOAT64, shape).normal_(0, 1, generator);
    }

    @Test
    void normalizes() {
        FiniteDifferences.check(in -> in.get(0).rmsNorm(in.get(1), 1e-5), random(3, 5), random(5));
        Tensor row = Tensor.of(new double[] {3, 4}, 2);
        assertThat(row.rmsNorm(Tensor.of(new double[] {1, 2}, 2), 0).toDoubles()[1])
                .isCloseTo(4 / Math.sqrt(12.5) * 2, within(1e-12));
    }

    @Test
    void takesLogProbabilities() {
        Tensor targets = Tensor.of(new long[] {4, 0, 2, 2, 1, 3}, 2, 3);
        FiniteDifferences.check(in -> in.get(0).logProbabilities(targets), random(2, 3, 5));
        Tensor logits = Tensor.of(new double[] {Math.log(1), Math.log(3)}, 1, 2);
        assertThat(logits.logProbabilities(Tensor.of(new long[] {1}, 1)).item())
                .isCloseTo(Math.log(0.75), within(1e-12));
        assertThat(logits.to(DType.BFLOAT16)
                        .logProbabilities(Tensor.of(new long[] {1}, 1))
                        .dtype())
                .isEqualTo(DType.FLOAT32);
    }

    @Test
    void appliesLinearLayers() {
        FiniteDifferences.check(in -> in.get(0).linear(in.get(1), in.get(2)), random(2, 3, 4), random(5, 4), random(5));
        FiniteDifferences.check(in -> in.get(0).linear(in.get(1), null), random(3, 4), random(5, 4));
    }

    @ParameterizedTest
    @EnumSource
    void rotates(Rotary.Pairing pairing) {
        Rotary rotary = Rotary.of(pairing, random(3, 2));
        FiniteDifferences.check(in -> rotary.apply(in.getFirst()), random(2, 2, 3, 4));
    }

    @Test
    void attendsExplicitly() {
        Tensor mask = Attention.causalMask(3, 5, Device.cpu());
        FiniteDifferences.check(
                in -> Attention.explicit(in.get(0), in.get(1), in.get(2), mask, 0.7),
                random(2, 4, 3, 2),
                random(2, 2, 5, 2),
                random(2, 2, 5, 3));
    }

    @Test
    void attendsFused() {
        FiniteDifferences.check(
                in -> in.get(0).scaledDotProductAttention(in.get(1), in.get(2), null, true, Double.NaN),
                random(1, 2, 3, 2),
                random(1, 1, 3, 2),
                random(1, 1, 3, 2));
    }

    @Test
    void attendsEquallyBothWays() {
        Tensor queries = random(2, 4, 3, 8);
        Tensor keys = random(2, 2, 5, 8);
        Tensor values = random(2, 2, 5, 8);
        Tensor added = random(2, 1, 3, 5);
        Tensor visible = Attention.causalMask(3, 5, Device.cpu());
        assertThat(visible.toInts()).containsExactly(1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1);
        assertClose(
                Attention.explicit(queries, keys, values, added, Double.NaN),
                queries.scaledDotProductAttention(keys, values, added, false, Double.NaN));
        assertClose(
                Attention.explicit(queries, keys, values, visible, 0.3),
                queries.scaledDotProductAttention(keys, values, visible, false, 0.3));
        assertClose(
                Attention.explicit(queries, keys, values, null, 0.3),
                queries.scaledDotProductAttention(keys, values, null, false, 0.3));
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    }
}
