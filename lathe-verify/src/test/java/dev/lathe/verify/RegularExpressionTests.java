package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class RegularExpressionTests {
    @Test
    void matchesAnywhereUnlessAnchored() {
        assertThat(RegularExpression.of("\\d{3}").check("call 123 now")).isEqualTo(Verdict.CORRECT);
        assertThat(RegularExpression.of("^\\d{3}$").check("call 123 now")).isEqualTo(Verdict.WRONG);
    }

    @Test
    void refusesWhatIsNotLinear() {
        assertThatThrownBy(() -> RegularExpression.of("(a)\\1"))
                .isInstanceOf(UserError.class)
                .hasMessage("regular expression '(a)\\1': invalid escape sequence; see the syntax of RE2");
    }
}
