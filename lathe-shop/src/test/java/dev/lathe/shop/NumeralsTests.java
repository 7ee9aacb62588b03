package dev.lathe.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTests {
    private static final Market MARKET = new Market(7, 16_000, 7);

    @Test
    void readsDigits() {
        assertThat(Numerals.number("0420")).hasValue(420);
        assertThat(Numerals.number("9999999")).hasValue(9_999_999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "5g", "\uff15", "\uff15g?", "-5", "10000000", "99999999999999999999"})
    void otherWordsAreNoNumbers(String word) {
        assertThat(Numerals.number(word)).isEmpty();
        for (Language language : Language.values()) {
            assertThatCode(() -> new WishReader(MARKET, language).read(word, null))
                    .doesNotThrowAnyException();
            assertThatCode(() -> InstructionParser.of(language).parse(word)).doesNotThrowAnyException();
        }
    }
}
