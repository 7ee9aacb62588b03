package dev.lathe.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RationalTests {
    @Test
    void keepsLowestTermsWithTheSignAbove() {
        assertThat(rational(2, -4)).isEqualTo(rational(-1, 2)).hasToString("-1/2");
        assertThat(rational(0, -7)).isEqualTo(Rational.of(0));
        assertThat(Rational.of(new BigDecimal("18.00"))).isEqualTo(Rational.of(18));
        assertThat(Rational.of(new BigDecimal("1.8E+2"))).isEqualTo(Rational.of(180));
        assertThat(Rational.of(new BigDecimal("-0.125"))).isEqualTo(rational(-1, 8));
    }

    @Test
    void refusesADenominatorOfZero() {
        assertThatThrownBy(() -> rational(1, 0)).isInstanceOf(ArithmeticException.class);
    }

    private static Rational rational(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
}
