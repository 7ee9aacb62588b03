package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class GradientHookTests extends Scoped {
    @Test
    void changesWhatFlowsOn() {
        try (GradientHook twice = new GradientHook(gradient -> gradient.mul(2))) {
            Tensor leaf = Tensor.of(new float[] {1, 2}, 2).requiresGrad_(true);
            leaf.mul(3).hook(twice).sum().backward();
            assertThat(Objects.requireNonNull(leaf.grad()).toFloats()).containsExactly(6, 6);
        }
    }

    @Test
    void servesManyTensorsAndStandsBesideOthers() {
        try (GradientHook twice = new GradientHook(gradient -> gradient.mul(2));
                GradientHook half = new GradientHook(gradient -> gradient.mul(0.5))) {
            Tensor leaf = Tensor.of(new float[] {1}, 1).requiresGrad_(true);
            Tensor value = leaf;
            for (int i = 0; i < 40; i++) {
                value = value.mul(1).hook(twice).mul(1).hook(half);
            }
            value.mul(1).hook(twice).sum().backward();
            assertThat(Objects.requireNonNull(leaf.grad()).toFloats()).containsExactly(2);
        }
    }

    @Test
    void failsTheBackwardPassWhenItFails() {
        try (GradientHook broken = new GradientHook(gradient -> {
            throw new IllegalStateException("broken");
        })) {
            Tensor leaf = Tensor.of(new float[] {1}, 1).requiresGrad_(true);
            Tensor loss = leaf.mul(3).hook(broken).sum();
            assertThatThrownBy(loss::backward).hasMessageContaining("broken");
        }
    }
}
