package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.verify.Gsm8kAnswer.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Gsm8kAnswerTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #### 18                                   | 18
            #### $1,080.00                            | 1080
            ####18.                                   | 18
            so A: 7 is not at the start of a line 5   | 5
            A: 18                                     | 18
            A: -3                                     | -3
            A: \u22123                                | -3
            A: -$3.50                                 | -7/2
            A: 3/4 of a pie                           | 3/4
            A: 1 1/2 cups                             | 3/2
            A: .5                                     | 1/2
            A: 16 - 3 = 13 eggs                       | 13
            The answer is 50%.                        | 50
            the answer is...18                        | 18
            The final answer is 12 apples, not 13     | 12
            **Answer:** 109,200,000                   | 109200000
            Final answer: \\$25                       | 25
            so $\\boxed{\\frac{3}{4}}$ remains, see 9 | 3/4
            $\\boxed{1\\dfrac{1}{2}}$                 | 3/2
            $\\boxed{10{,}000}$ of 20,000             | 10000
            $\\boxed{\\text{\\$}18}$                  | 18
            #### 5 then #### 6                        | 6
            #### 5 then the answer is unknown         | 5
            """)
    void readsMarkedAnswers(String reply, String value) {
        assertThat(Gsm8kAnswer.find(reply))
                .hasValueSatisfying(
                        answer -> assertThat(answer.value().toString()).isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            She has 16-3=13 eggs, so 13 it is.     | 13
            First 10 - 4, that is 10-4             | 4
            It cost $1,234.50 in all.              | 2469/2
            version 3.14.15 has 2 and B2           | 2
            choose 1,2,3                           | 3
            - 5 apples                             | 5
            """)
    void fallsBackToTheLastNumber(String reply, String value) {
        assertThat(Gsm8kAnswer.find(reply)).hasValueSatisfying(answer -> {
            assertThat(answer.value()).hasToString(value);
            assertThat(answer.evidence()).isEqualTo(Evidence.LAST_NUMBER);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no number at all", "#### none", "\\boxed{", "A:", "5 or 7/0"})
    void findsNothingWhereThereIsNoNumber(String reply) {
        assertThat(Gsm8kAnswer.find(reply)).isEmpty();
    }

    @Test
    void doesNotRoundOneNumberIntoAnother() {
        assertThat(Gsm8kAnswer.find("A: 3.33").orElseThrow().value())
                .isNotEqualTo(Gsm8kAnswer.find("A: 10/3").orElseThrow().value());
        assertThat(Gsm8kAnswer.find("A: 17.999999999999999999999999999999")
                        .orElseThrow()
                        .value())
                .isNotEqualTo(Rational.of(18));
    }

    @Test
    void readsTheGoldAnswerAndRefusesASolutionWithoutOne() {
        assertThat(Gsm8kAnswer.gold("He has 48/2 = <<48/2=24>>24.\n#### 1,024")).isEqualTo(Rational.of(1024));
        assertThat(Gsm8kAnswer.gold("She makes $18.\nA: 18")).isEqualTo(Rational.of(18));
        assertThatThrownBy(() -> Gsm8kAnswer.gold("the answer is 18")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesAModelThatRepeatsItself() {
        assertThat(Gsm8kAnswer.find("7 " + "18".repeat(200_000))).isEmpty();
        assertThat(Gsm8kAnswer.find("1" + ",000".repeat(100_000))).isEmpty();
        assertThat(Gsm8kAnswer.find("#### ".repeat(20_000) + "4"))
                .hasValueSatisfying(answer -> assertThat(answer.value()).isEqualTo(Rational.of(4)));
        assertThat(Gsm8kAnswer.find("\\boxed{".repeat(5_000))).isEmpty();
    }
}
