package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AutogradTests extends Scoped {
    @Test
    void addsUpGradientsUntilTheyAreDropped() {
        Tensor x = Tensor.scalar(DType.FLOAT64, 3).requiresGrad_(true);
        assertThat(x.grad()).isNull();
        x.square().backward();
        x.square().backward();
        assertThat(x.grad().item()).isEqualTo(12);
        x.clearGrad();
        assertThat(x.grad()).isNull();
        x.mul(5).backward(Tensor.scalar(DType.FLOAT64, 2), false);
        assertThat(x.grad().item()).isEqualTo(10);
    }

    @Test
    void givesGradientsWithoutStoringThem() {
        Tensor x = Tensor.scalar(DType.FLOAT64, 3).requiresGrad_(true);
        Tensor y = Tensor.scalar(DType.FLOAT64, 4).requiresGrad_(true);
        List<Tensor> gradients = Autograd.grad(x.mul(y), List.of(x, y));
        assertThat(gradients.get(0).item()).isEqualTo(4);
        assertThat(gradients.get(1).item()).isEqualTo(3);
        assertThat(x.grad()).isNull();
    }

    @Test
    void recordsNothingWhenToldSo() {
        Tensor x = Tensor.scalar(DType.FLOAT32, 3).requiresGrad_(true);
        assertThat(x.square().requiresGrad()).isTrue();
        assertThat(Autograd.noGrad(x::square).requiresGrad()).isFalse();
        assertThat(Autograd.inference(x::square).requiresGrad()).isFalse();
        assertThatThrownBy(() -> Autograd.noGrad(() -> x.view(9))).isInstanceOf(TorchException.class);
        assertThat(x.square().requiresGrad()).isTrue();
        assertThat(x.detach().requiresGrad()).isFalse();
    }

    @Test
    void refusesModesOnVirtualThreads() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThatThrownBy(() ->
                            executor.submit(() -> Autograd.noGrad(() -> 1)).get())
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("platform thread");
        }
    }
}
