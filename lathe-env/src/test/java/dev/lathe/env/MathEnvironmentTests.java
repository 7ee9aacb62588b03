package dev.lathe.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Message;
import dev.lathe.core.StepResult;
import dev.lathe.verify.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathEnvironmentTests {
    private static final String INSTRUCTION = "End with the answer after ####.";

    private static final MathTask TASK = new MathTask("t:1", "What is 9 * 2?", "9 * 2 = 18\n#### 18", Rational.of(18));

    @Test
    void asksTheQuestionBehindTheInstruction() {
        try (var environment = new MathEnvironment(INSTRUCTION)) {
            assertThat(environment.reset(TASK, 1).messages())
                    .containsExactly(Message.system(INSTRUCTION), Message.user("What is 9 * 2?"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9 * 2 = 18 #### $18.00 | 1 | 1 | 1
            it makes 18            | 1 | 1 | 0
            18 #### 19             | 0 | 1 | 1
            I do not know          | 0 | 0 | 0
            """)
    void scoresTheReplyAndEnds(String reply, double correct, double found, double marked) {
        try (var environment = new MathEnvironment(INSTRUCTION)) {
            environment.reset(TASK, 1);
            StepResult result = environment.step(reply);
            assertThat(result.reward()).isEqualTo(correct);
            assertThat(result.terminated()).isTrue();
            assertThat(result.truncated()).isFalse();
            assertThat(result.observation().messages()).isEmpty();
            assertThat(result.info().get("correct")).isEqualTo(correct);
            assertThat(result.info().get("answer_found")).isEqualTo(found);
            assertThat(result.info().get("answer_marked")).isEqualTo(marked);
        }
    }

    @Test
    void takesOneReplyAnEpisode() {
        try (var environment = new MathEnvironment(INSTRUCTION)) {
            assertThatThrownBy(() -> environment.step("18")).isInstanceOf(IllegalStateException.class);
            environment.reset(TASK, 1);
            environment.step("18");
            assertThatThrownBy(() -> environment.step("18")).isInstanceOf(IllegalStateException.class);
            assertThat(environment.reset(TASK, 2).messages()).hasSize(2);
            assertThat(environment.step("17").reward()).isZero();
        }
    }
}
