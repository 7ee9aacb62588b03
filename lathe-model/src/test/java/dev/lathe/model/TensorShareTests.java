package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class TensorShareTests {
    private static void assertRefused(int parts, TinyModel.Family family, String line) {
        try (TinyModel model = TinyModel.of(family, 1)) {
            assertThatThrownBy(() -> TensorShare.require("--tensor", parts, model.config()))
                    .isInstanceOf(UserError.class)
                    .hasMessage(line);
        }
    }

    @Test
    void refusesHeadsAndWidthsThatDoNotDivide() {
        assertRefused(
                3,
                TinyModel.Family.LLAMA,
                "--tensor: 3 does not divide the model's 2 heads of keys and values; allowed: 1, 2");
    }

    @Test
    void acceptsWhatDivides() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.QWEN3_MOE, 1)) {
            assertThatCode(() -> TensorShare.require("--tensor", 2, model.config()))
                    .doesNotThrowAnyException();
        }
    }
}
