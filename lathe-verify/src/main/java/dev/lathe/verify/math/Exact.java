package dev.lathe.verify.math;

import dev.lathe.verify.Rational;
import dev.lathe.verify.math.Expression.Binary;
import dev.lathe.verify.math.Expression.Call;
import dev.lathe.verify.math.Expression.Literal;
import dev.lathe.verify.math.Expression.Percent;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Evaluates expressions that have a rational value of a moderate size. */
final class Exact {
    /** About 6,000 decimal digits. */
    private static final int MAX_BITS = 20_000;

    private static final int MAX_FACTORIAL = 500;

    private Exact() {}

    /** Returns the value; nothing if it is not rational, too large, or does not exist. */
    static Optional<Rational> value(Expression expression) {
        return switch (expression) {
            case Literal literal -> Optional.of(literal.value());
            case Binary binary ->
                value(binary.left())
                        .flatMap(left -> value(binary.right()).flatMap(right -> apply(binary.operator(), left, right)));
            case Percent percent -> value(percent.of()).map(value -> value.dividedBy(Rational.of(100)));
            case Call call -> call(call);
            case Expression.Constant constant -> Optional.empty();
            case Expression.Variable variable -> Optional.empty();
        };
    }

    private static Optional<Rational> apply(Expression.Operator operator, Rational left, Rational right) {
        if ((long) left.bits() + right.bits() > MAX_BITS) {
            return Optional.empty();
        }
        return switch (operator) {
            case PLUS -> Optional.of(left.plus(right));
            case MINUS -> Optional.of(left.plus(right.negate()));
            case TIMES -> Optional.of(left.times(right));
            case OVER -> right.signum() == 0 ? Optional.empty() : Optional.of(left.dividedBy(right));
            case POWER -> power(left, right);
        };
    }

    private static Optional<Rational> power(Rational base, Rational exponent) {
        if (!exponent.isInteger() || exponent.bits() > 20 || (base.signum() == 0 && exponent.signum() <= 0)) {
            return Optional.empty();
        }
        int times = exponent.numerator().intValueExact();
        return (long) base.bits() * Math.abs(times) > MAX_BITS ? Optional.empty() : Optional.of(base.power(times));
    }

    private static Optional<Rational> call(Call call) {
        List<Optional<Rational>> values =
                call.arguments().stream().map(Exact::value).toList();
        if (values.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Rational first = values.getFirst().orElseThrow();
        Rational last = values.getLast().orElseThrow();
        return switch (call.function()) {
            case ABS -> Optional.of(first.signum() < 0 ? first.negate() : first);
            case FLOOR -> Optional.of(floor(first));
            case CEILING -> Optional.of(floor(first.negate()).negate());
            case FACTORIAL -> small(first).map(Exact::factorial);
            case BINOMIAL -> small(first).flatMap(from -> small(last).map(chosen -> binomial(from, chosen)));
            default -> Optional.empty();
        };
    }

    private static Rational floor(Rational value) {
        BigInteger[] parts = value.numerator().divideAndRemainder(value.denominator());
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Rational(floor, BigInteger.ONE);
    }

    private static Optional<Integer> small(Rational value) {
        return value.isInteger() && value.signum() >= 0 && value.bits() < 31
                ? Optional.of(value.numerator().intValueExact()).filter(number -> number <= MAX_FACTORIAL)
                : Optional.empty();
    }

    private static Rational factorial(int of) {
        BigInteger product = BigInteger.ONE;
        for (int factor = 2; factor <= of; factor++) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return new Rational(product, BigInteger.ONE);
    }

    private static Rational binomial(int from, int chosen) {
        return chosen > from
                ? Rational.of(0)
                : factorial(from).dividedBy(factorial(chosen).times(factorial(from - chosen)));
    }
}
