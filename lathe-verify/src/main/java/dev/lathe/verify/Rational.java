package dev.lathe.verify;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Holds an exact number in lowest terms, so that equal numbers are equal records: 18.00 is 18 and 2/4 is 0.5.
 *
 * @param numerator carries the sign
 * @param denominator positive
 */
public record Rational(BigInteger numerator, BigInteger denominator) {
    /**
     * Reduces to lowest terms.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("a rational number needs a denominator other than 0");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Rational of(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        return value.scale() > 0
                ? new Rational(unscaled, BigInteger.TEN.pow(value.scale()))
                : new Rational(value.toBigIntegerExact(), BigInteger.ONE);
    }

    Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /** Returns {@code 18} or {@code 3/4}. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
