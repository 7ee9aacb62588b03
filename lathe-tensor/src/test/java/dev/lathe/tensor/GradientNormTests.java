package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientNormTests extends Scoped {
    @Test
    void scalesWhatIsTooLong() {
        List<Tensor> gradients = List.of(
                Tensor.of(new float[] {3, 0}, 2),
                Tensor.of(new float[] {0, 0, 4}, 1, 3).to(DType.BFLOAT16));
        assertThat(GradientNorm.clip(gradients, 10)).isEqualTo(5);
        assertThat(gradients.get(1).toFloats()).containsExactly(0, 0, 4);
        assertThat(GradientNorm.clip(gradients, 1)).isEqualTo(5);
        assertThat(gradients.get(0).toFloats()[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(GradientNorm.of(gradients)).isCloseTo(1, within(2e-3));
        assertThat(GradientNorm.of(List.of())).isZero();
    }

    @Test
    void leavesInfiniteGradientsToTheCaller() {
        Tensor bad = Tensor.of(new float[] {1, Float.POSITIVE_INFINITY}, 2);
        Tensor good = Tensor.of(new float[] {1, 2}, 2);
        assertThat(GradientNorm.clip(List.of(good, bad), 1)).isInfinite();
        assertThat(good.toFloats()).containsExactly(1, 2);
    }
}
