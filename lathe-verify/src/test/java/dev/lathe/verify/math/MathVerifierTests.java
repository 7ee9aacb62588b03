package dev.lathe.verify.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.verify.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathVerifierTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "18; She makes $18 a day.; CORRECT",
                "18; 18 eggs and then 19; WRONG",
                "18; no idea; MISSING",
                "1/2; The answer is $\\frac{1}{2}$.; CORRECT",
                "1/2; 50%; CORRECT",
                "50; 50%; CORRECT",
                "1/3; 0.333333; CORRECT",
                "1/3; 0.3333; WRONG",
                "x^2+2x+1; \\boxed{(x+1)^2}; CORRECT",
                "x^2+2x+1; \\boxed{(x-1)^2}; WRONG",
                "\\{1,2\\}; $2, 1$; CORRECT",
                "(1,2]; $(1,2]$; CORRECT",
                "(1,2]; $(1,2)$; WRONG",
                "x \\le 3; $(-\\infty, 3]$; CORRECT",
                "5; $x = 5$; CORRECT",
                "2\\sqrt{2}; $\\sqrt8$; CORRECT",
                "12; \\boxed{13} was my first thought but the second train leaves an hour later so that it is in fact \\boxed{12}; CORRECT",
                "7; The answer is 7, not 9; CORRECT",
                "1267650600228229401496703205376; $2^{100}$; CORRECT",
                "1267650600228229401496703205377; $2^{100}$; WRONG",
                "\\text{Monday}; \\boxed{monday}; CORRECT",
                "10^{10^{10}}; $10^{10^{10}}$; CORRECT",
                "10^{10^{10}}; $10^{10^{11}}$; UNDECIDED",
                "12; $10^{10^{10}}$; WRONG",
            })
    void decides(String gold, String reply, Verdict verdict) {
        assertThat(MathVerifier.check(gold, reply)).isEqualTo(verdict);
    }

    @Test
    void refusesGoldAnswersThatCannotBeRead() {
        assertThatThrownBy(() -> MathVerifier.check("?", "12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no answer can be read in '?'");
    }
}
