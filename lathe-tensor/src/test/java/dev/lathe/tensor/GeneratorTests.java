package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTests extends Scoped {
    @Test
    void repeatsItselfFromASeed() {
        assertThat(draw(5)).containsExactly(draw(5)).isNotEqualTo(draw(6));
    }

    @Test
    void followsTheDistribution() {
        try (Generator generator = Generator.seeded(1)) {
            Tensor normal = generator.normal(2, 3, 100, 1000);
            assertThat(normal.mean().item()).isCloseTo(2, within(0.05));
            assertThat(normal.reshape(-1).variance(0, false).sqrt().item()).isCloseTo(3, within(0.05));
            Tensor uniform = generator.uniform(-1, 4, 100_000);
            assertThat(uniform.min().item()).isBetween(-1.0, -0.99);
            assertThat(uniform.max().item()).isBetween(3.99, 4.0);
            assertThat(uniform.mean().item()).isCloseTo(1.5, within(0.05));
        }
    }

    @Test
    void refusesToDrawWhenClosed() {
        Generator generator = Generator.seeded(1);
        generator.close();
        assertThatThrownBy(() -> generator.normal(0, 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static float[] draw(long seed) {
        try (Generator generator = Generator.seeded(seed)) {
            return Tensor.cat(List.of(generator.normal(0, 1, 1000), generator.uniform(0, 1, 7)), 0)
                    .toFloats();
        }
    }
}
