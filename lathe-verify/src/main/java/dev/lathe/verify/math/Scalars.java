package dev.lathe.verify.math;

import dev.lathe.core.Seeds;
import dev.lathe.verify.Rational;
import dev.lathe.verify.math.Expression.Binary;
import dev.lathe.verify.math.Expression.Call;
import dev.lathe.verify.math.Expression.Constant;
import dev.lathe.verify.math.Expression.Literal;
import dev.lathe.verify.math.Expression.Operator;
import dev.lathe.verify.math.Expression.Percent;
import dev.lathe.verify.math.Expression.Variable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two expressions have the same value: exactly where both are rational, else at fixed points in double precision,
 * where two different expressions of moderate size agree by chance in no case of practice (Schwartz 1980, Zippel 1979). A number
 * written with a decimal point is compared after rounding both sides to six places.
 */
final class Scalars {
    /** What a comparison of two expressions comes to. */
    enum Comparison {
        SAME,
        DIFFERENT,
        /** Neither side has a value that can be computed within the bounds. */
        UNKNOWN
    }

    private static final int POINTS = 8;
    private static final int ENOUGH = 3;
    private static final int PLACES = 6;
    private static final double LARGEST = 2.7;
    private static final double SMALLEST = 0.3;

    private Scalars() {}

    static Comparison compare(Expression gold, Expression answer) {
        if (gold.equals(answer)) {
            return Comparison.SAME;
        }
        if (gold instanceof Percent || answer instanceof Percent) {
            return percent(gold, answer);
        }
        int goldInfinity = infinity(gold);
        int answerInfinity = infinity(answer);
        if (goldInfinity != 0 || answerInfinity != 0) {
            return same(goldInfinity == answerInfinity);
        }
        Optional<Rational> goldValue = Exact.value(gold);
        Optional<Rational> answerValue = Exact.value(answer);
        if (goldValue.isPresent() && answerValue.isPresent()) {
            boolean rounded = isDecimal(gold) || isDecimal(answer);
            return same(goldValue.equals(answerValue)
                    || (rounded && round(goldValue.get()).compareTo(round(answerValue.get())) == 0));
        }
        return numeric(gold, answer);
    }

    /** Returns the one factor between two expressions wherever both have a value; NaN if there is none. */
    static double ratio(Expression one, Expression other) {
        double ratio = Double.NaN;
        int points = 0;
        for (int point = 0; point < POINTS; point++) {
            Numeric at = at(point);
            Complex quotient = at.value(one).over(at.value(other));
            if (quotient.isFinite()) {
                if (points++ > 0 && !quotient.near(Complex.of(ratio))) {
                    return Double.NaN;
                }
                ratio = quotient.re();
            }
        }
        return points >= ENOUGH ? ratio : Double.NaN;
    }

    /** Returns a name that is written as letters side by side; null for anything else. */
    static @Nullable String letters(Expression expression) {
        return switch (expression) {
            case Variable(String name) -> name;
            case Constant constant -> constant == Constant.E ? "e" : constant == Constant.I ? "i" : null;
            case Binary(Operator operator, Expression left, Expression right)
            when operator == Operator.TIMES -> {
                String before = letters(left);
                String behind = letters(right);
                yield before == null || behind == null ? null : before + behind;
            }
            default -> null;
        };
    }

    static boolean isConstant(Expression expression) {
        return switch (expression) {
            case Literal literal -> true;
            case Constant constant -> true;
            case Variable variable -> false;
            case Percent percent -> isConstant(percent.of());
            case Binary binary -> isConstant(binary.left()) && isConstant(binary.right());
            case Call call -> call.arguments().stream().allMatch(Scalars::isConstant);
        };
    }

    /** Returns the real value of an expression without unknowns. */
    static double value(Expression expression) {
        int infinity = infinity(expression);
        return infinity != 0
                ? infinity * Double.POSITIVE_INFINITY
                : at(0).value(expression).re();
    }

    /** 50 % is the number 50 to some and 1/2 to others. */
    private static Comparison percent(Expression gold, Expression answer) {
        Expression bareGold = gold instanceof Percent(Expression of) ? of : gold;
        Expression bareAnswer = answer instanceof Percent(Expression of) ? of : answer;
        Comparison bare = compare(bareGold, bareAnswer);
        return bare == Comparison.SAME || (gold instanceof Percent && answer instanceof Percent)
                ? bare
                : compare(hundredth(gold), hundredth(answer));
    }

    private static Expression hundredth(Expression expression) {
        if (!(expression instanceof Percent(Expression of))) {
            return expression;
        }
        return of instanceof Literal(Rational value, boolean decimal)
                ? new Literal(value.dividedBy(Rational.of(100)), decimal)
                : Expression.binary(Operator.OVER, of, Literal.of(100));
    }

    private static Comparison numeric(Expression gold, Expression answer) {
        if (isConstant(gold) && isConstant(answer)) {
            return constants(gold, answer);
        }
        int equal = 0;
        for (int point = 0; point < POINTS; point++) {
            Numeric at = at(point);
            Complex goldValue = at.value(gold);
            Complex answerValue = at.value(answer);
            if (goldValue.isFinite() != answerValue.isFinite()
                    || (goldValue.isFinite() && !goldValue.near(answerValue))) {
                return Comparison.DIFFERENT;
            }
            equal += goldValue.isFinite() ? 1 : 0;
        }
        return equal >= ENOUGH ? Comparison.SAME : Comparison.UNKNOWN;
    }

    private static Comparison constants(Expression gold, Expression answer) {
        Complex goldValue = at(0).value(gold);
        Complex answerValue = at(0).value(answer);
        if (goldValue.isFinite() != answerValue.isFinite()) {
            return Comparison.DIFFERENT;
        } else if (!goldValue.isFinite()) {
            return Comparison.UNKNOWN;
        }
        boolean rounded = (isDecimal(gold) || isDecimal(answer)) && goldValue.isReal() && answerValue.isReal();
        return same(goldValue.near(answerValue)
                || (rounded && round(goldValue.re()).compareTo(round(answerValue.re())) == 0));
    }

    private static Numeric at(int point) {
        return new Numeric(name -> {
            SplittableRandom random = new SplittableRandom(Seeds.of(point, name));
            double size = random.nextDouble(SMALLEST, LARGEST);
            return random.nextBoolean() ? size : -size;
        });
    }

    private static int infinity(Expression expression) {
        return switch (expression) {
            case Constant constant -> constant == Constant.INFINITY ? 1 : 0;
            case Binary(Operator operator, Expression left, Expression right)
            when operator == Operator.TIMES && left.equals(Literal.of(-1)) -> -infinity(right);
            default -> 0;
        };
    }

    private static boolean isDecimal(Expression expression) {
        return expression instanceof Literal(Rational value, boolean decimal) && decimal;
    }

    private static BigDecimal round(Rational value) {
        int digits =
                Math.max(1, value.numerator().bitLength() - value.denominator().bitLength() + 2) + PLACES + 2;
        return value.toDecimal(new MathContext(digits)).setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal round(double value) {
        return new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private static Comparison same(boolean same) {
        return same ? Comparison.SAME : Comparison.DIFFERENT;
    }
}
