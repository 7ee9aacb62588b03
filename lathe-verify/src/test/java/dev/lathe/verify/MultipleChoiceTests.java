package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipleChoiceTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "B; CORRECT",
                "(b); CORRECT",
                "The answer is B.; CORRECT",
                "The answer is (B) because A is too small; CORRECT",
                "**Answer: B**; CORRECT",
                "B) Paris; CORRECT",
                "A is wrong. So the answer is \\boxed{B}.; CORRECT",
                "$\\boxed{\\text{B}}$; CORRECT",
                "The answer is C; WRONG",
                "A good question. Answer: D; WRONG",
                "I do not know; MISSING",
                "The answer is E; MISSING",
            })
    void findsTheChoice(String reply, Verdict verdict) {
        assertThat(MultipleChoice.check('B', 4, reply)).isEqualTo(verdict);
    }

    @Test
    void refusesAChoiceThatIsNotThere() {
        assertThatThrownBy(() -> MultipleChoice.check('E', 4, "E"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("choice E of 4");
    }
}
