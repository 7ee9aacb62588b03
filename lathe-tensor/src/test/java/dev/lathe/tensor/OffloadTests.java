package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.core.UserError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffloadTests {
    @TempDir
    private Path folder;

    @Test
    void anOptimizerGoesOnWithWhatWasPutAway() {
        assertThat(parametersAfterSteps(true)).containsExactly(parametersAfterSteps(false));
    }

    private float[] parametersAfterSteps(boolean away) {
        try (Scope _ = Scope.open()) {
            Tensor parameter = Tensor.of(new float[] {1, -2, 3}, 3);
            var group = new ParameterGroup(List.of(new NamedTensor("w", parameter)), 1, 0.1);
            try (AdamW optimizer = new AdamW(AdamW.Settings.usual(), List.of(group));
                    Offload offload = new Offload(folder, optimizer.movable())) {
                for (int step = 1; step <= 4; step++) {
                    offload.bringBack();
                    optimizer.step(0.1, List.of(Tensor.of(new float[] {step, 0.5f, -step}, 3)));
                    if (away) {
                        offload.putAway();
                        assertThat(optimizer.state())
                                .allMatch(part -> part.tensor().numel() == 0);
                    }
                }
                offload.bringBack();
                assertThat(optimizer.state())
                        .filteredOn(part -> part.name().equals("w.mean"))
                        .allMatch(part -> part.tensor().numel() == 3);
            }
            return parameter.toFloats();
        }
    }

    @Test
    void theFileIsGoneAtOnce() {
        try (Scope _ = Scope.open();
                Offload offload = new Offload(folder, List.of(Tensor.ones(DType.FLOAT32, 8)))) {
            offload.putAway();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Offload(folder.resolve("none"), List.of()))
                .withMessageStartingWith(folder.resolve("none").toString());
    }
}
