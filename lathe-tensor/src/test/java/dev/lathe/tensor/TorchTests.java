package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TorchTests {
    @Test
    void countsThreadsForEachThread() throws Exception {
        try (var first = Executors.newSingleThreadExecutor();
                var second = Executors.newSingleThreadExecutor()) {
            first.submit(() -> Torch.threads(2)).get();
            second.submit(() -> Torch.threads(1)).get();
            assertThat(first.submit(() -> Torch.threads()).get()).isEqualTo(2);
            assertThat(second.submit(() -> Torch.threads()).get()).isEqualTo(1);
        }
        assertThatThrownBy(() -> Torch.threads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysWithTheFirstWaitPolicy() {
        Torch.init();
        Torch.init(WaitPolicy.PASSIVE);
        assertThatThrownBy(() -> Torch.init(WaitPolicy.SPIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PASSIVE");
    }

    @Test
    void describesTheBuild() {
        assertThat(Torch.description()).contains("CPU capability").contains("PyTorch built with");
    }
}
