package dev.lathe.verify.math;

import dev.lathe.verify.math.Expression.Binary;
import dev.lathe.verify.math.Expression.Call;
import dev.lathe.verify.math.Expression.Constant;
import dev.lathe.verify.math.Expression.Literal;
import dev.lathe.verify.math.Expression.Percent;
import dev.lathe.verify.math.Expression.Variable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Evaluates expressions in double precision at a point that gives every unknown a value. */
final class Numeric {
    private final ToDoubleFunction<String> point;

    Numeric(ToDoubleFunction<String> point) {
        this.point = point;
    }

    /** Returns the value; parts that are not finite where there is none. */
    Complex value(Expression expression) {
        return switch (expression) {
            case Literal literal -> Complex.of(literal.value().toDouble());
            case Constant constant -> constant(constant);
            case Variable variable -> Complex.of(point.applyAsDouble(variable.name()));
            case Percent percent -> value(percent.of()).over(Complex.of(100));
            case Binary binary -> apply(binary.operator(), value(binary.left()), value(binary.right()));
            case Call call ->
                call(call, call.arguments().stream().map(this::value).toList());
        };
    }

    private static Complex constant(Constant constant) {
        return switch (constant) {
            case PI -> Complex.of(Math.PI);
            case E -> Complex.of(Math.E);
            case I -> new Complex(0, 1);
            case INFINITY -> Complex.of(Double.POSITIVE_INFINITY);
        };
    }

    private static Complex apply(Expression.Operator operator, Complex left, Complex right) {
        return switch (operator) {
            case PLUS -> left.plus(right);
            case MINUS -> left.minus(right);
            case TIMES -> left.times(right);
            case OVER -> left.over(right);
            case POWER -> left.power(right);
        };
    }

    private static Complex call(Call call, List<Complex> arguments) {
        Complex first = arguments.getFirst();
        Complex last = arguments.getLast();
        return switch (call.function()) {
            case SIN -> first.sin();
            case COS -> first.cos();
            case TAN -> first.sin().over(first.cos());
            case COT -> first.cos().over(first.sin());
            case SEC -> Complex.ONE.over(first.cos());
            case CSC -> Complex.ONE.over(first.sin());
            case ARCSIN -> real(first, Math.asin(first.re()));
            case ARCCOS -> real(first, Math.acos(first.re()));
            case ARCTAN -> real(first, Math.atan(first.re()));
            case SINH -> real(first, Math.sinh(first.re()));
            case COSH -> real(first, Math.cosh(first.re()));
            case TANH -> real(first, Math.tanh(first.re()));
            case EXP -> first.exp();
            case LN -> first.log();
            case LOG -> last.log().over(first.log());
            case ABS -> Complex.of(first.abs());
            case FLOOR -> real(first, Math.floor(first.re()));
            case CEILING -> real(first, Math.ceil(first.re()));
            case FACTORIAL -> real(first, factorial(first.re()));
            case ROOT -> last.power(Complex.ONE.over(first));
            case BINOMIAL -> Complex.of(Double.NaN);
        };
    }

    private static Complex real(Complex argument, double value) {
        return argument.isReal() ? Complex.of(value) : Complex.of(Double.NaN);
    }

    private static double factorial(double of) {
        if (of < 0 || of > 170 || of != Math.rint(of)) {
            return Double.NaN;
        }
        double product = 1;
        for (int factor = 2; factor <= of; factor++) {
            product *= factor;
        }
        return product;
    }
}
