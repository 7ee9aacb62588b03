package dev.lathe.verify.math;

import dev.lathe.verify.Rational;
import java.util.List;

/** Is a scalar as it was written. */
sealed interface Expression {
    /**
     * A number.
     *
     * @param decimal whether it was written with a decimal point, and so may be rounded
     */
    record Literal(Rational value, boolean decimal) implements Expression {
        static Literal of(long value) {
            return new Literal(Rational.of(value), false);
        }
    }

    /** A number that has a name. */
    enum Constant implements Expression {
        PI,
        E,
        I,
        INFINITY
    }

    /** An unknown, with its index, such as {@code x_1}. */
    record Variable(String name) implements Expression {}

    /** Two operands. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /** An operator between two operands. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        OVER,
        POWER
    }

    /** A value in hundredths: 50 % is both 50 and 1/2 to a reader. */
    record Percent(Expression of) implements Expression {}

    /** A function and its arguments. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The functions that are known; the ones with two arguments say in which order. */
    enum Function {
        SIN,
        COS,
        TAN,
        COT,
        SEC,
        CSC,
        ARCSIN,
        ARCCOS,
        ARCTAN,
        SINH,
        COSH,
        TANH,
        EXP,
        LN,
        /** Base, then argument. */
        LOG,
        ABS,
        FLOOR,
        CEILING,
        FACTORIAL,
        /** Degree, then radicand. */
        ROOT,
        /** From how many, how many. */
        BINOMIAL
    }

    static Expression binary(Operator operator, Expression left, Expression right) {
        return new Binary(operator, left, right);
    }

    static Expression call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments));
    }

    /** Returns the negative; of a literal, another literal. */
    static Expression negative(Expression of) {
        return of instanceof Literal(Rational value, boolean decimal)
                ? new Literal(value.negate(), decimal)
                : new Binary(Operator.TIMES, Literal.of(-1), of);
    }
}
