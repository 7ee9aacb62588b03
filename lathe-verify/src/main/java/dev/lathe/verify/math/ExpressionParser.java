package dev.lathe.verify.math;

import dev.lathe.verify.Rational;
import dev.lathe.verify.math.Expression.Binary;
import dev.lathe.verify.math.Expression.Constant;
import dev.lathe.verify.math.Expression.Function;
import dev.lathe.verify.math.Expression.Literal;
import dev.lathe.verify.math.Expression.Operator;
import dev.lathe.verify.math.Expression.Percent;
import dev.lathe.verify.math.Expression.Variable;
import dev.lathe.verify.math.Token.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions: sums of products of powers, functions, fractions and roots; a missing sign between factors is a product. */
final class ExpressionParser {
    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("sin", Function.SIN),
            Map.entry("cos", Function.COS),
            Map.entry("tan", Function.TAN),
            Map.entry("cot", Function.COT),
            Map.entry("sec", Function.SEC),
            Map.entry("csc", Function.CSC),
            Map.entry("arcsin", Function.ARCSIN),
            Map.entry("arccos", Function.ARCCOS),
            Map.entry("arctan", Function.ARCTAN),
            Map.entry("sinh", Function.SINH),
            Map.entry("cosh", Function.COSH),
            Map.entry("tanh", Function.TANH),
            Map.entry("exp", Function.EXP),
            Map.entry("ln", Function.LN),
            Map.entry("log", Function.LN));

    private static final Set<String> GREEK = Set.of(
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "varepsilon",
            "zeta",
            "eta",
            "theta",
            "vartheta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "rho",
            "sigma",
            "tau",
            "phi",
            "varphi",
            "chi",
            "psi",
            "omega",
            "ell");

    private static final Set<String> PRIMARY =
            Set.of("frac", "sqrt", "binom", "pi", "infty", "lfloor", "lceil", "imath");

    private final Tokens tokens;
    private final boolean plus;
    private int bars;

    /**
     * Reads from where the tokens stand.
     *
     * @param plus whether a sign of both plus and minus is read as plus
     */
    ExpressionParser(Tokens tokens, boolean plus) {
        this.tokens = tokens;
        this.plus = plus;
    }

    Expression expression() {
        tokens.enter();
        Expression sum = signed();
        while (true) {
            Operator operator = additive();
            if (operator == null) {
                tokens.leave();
                return sum;
            }
            sum = Expression.binary(operator, sum, term());
        }
    }

    private @Nullable Operator additive() {
        if (tokens.skip("+")) {
            return Operator.PLUS;
        } else if (tokens.skip("-")) {
            return Operator.MINUS;
        } else if (tokens.peek().isCommand("pm")) {
            tokens.next();
            return plus ? Operator.PLUS : Operator.MINUS;
        }
        return null;
    }

    private Expression signed() {
        Operator sign = additive();
        if (sign == null) {
            return term();
        }
        tokens.enter();
        Expression of = tokens.peek().is("-") || tokens.peek().is("+") ? signed() : term();
        tokens.leave();
        return sign == Operator.MINUS ? Expression.negative(of) : of;
    }

    private Expression term() {
        Expression product = factor();
        while (true) {
            if (tokens.skip("*")) {
                product = Expression.binary(Operator.TIMES, product, signedFactor());
            } else if (tokens.peek().is("/") || tokens.peek().is(":")) {
                tokens.next();
                if (tokens.peek().kind() == Kind.TEXT) {
                    unit();
                } else {
                    product = Expression.binary(Operator.OVER, product, signedFactor());
                }
            } else if (tokens.peek().kind() == Kind.TEXT) {
                unit();
            } else if (startsFactor() && tokens.peek().kind() != Kind.NUMBER) {
                product = adjacent(product);
            } else {
                return product;
            }
        }
    }

    /** Reads a factor without a sign before it; a fraction behind a whole number is the rest of a mixed number. */
    private Expression adjacent(Expression before) {
        boolean mixed = before instanceof Literal(Rational value, boolean decimal)
                && value.isInteger()
                && !decimal
                && tokens.peek().isCommand("frac");
        Expression next = factor();
        boolean fraction = next instanceof Binary(Operator operator, Expression over, Expression under)
                && operator == Operator.OVER
                && over instanceof Literal
                && under instanceof Literal;
        return Expression.binary(mixed && fraction ? Operator.PLUS : Operator.TIMES, before, next);
    }

    private Expression signedFactor() {
        if (tokens.skip("-")) {
            return Expression.negative(factor());
        }
        tokens.skip("+");
        return factor();
    }

    private boolean startsFactor() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, LETTER -> true;
            case COMMAND ->
                PRIMARY.contains(token.text()) || FUNCTIONS.containsKey(token.text()) || GREEK.contains(token.text());
            case SIGN -> token.is("(") || token.is("[") || token.is("{") || (token.is("|") && bars == 0);
            case TEXT, END -> false;
        };
    }

    private void unit() {
        tokens.next();
        if (tokens.skip("^")) {
            argument();
        }
    }

    private Expression factor() {
        Expression base = postfix(primary());
        if (!tokens.skip("^")) {
            return base;
        }
        if (isDegree()) {
            return base;
        }
        return postfix(Expression.binary(Operator.POWER, base, exponent()));
    }

    private boolean isDegree() {
        boolean braced = tokens.skip("{");
        boolean degree = tokens.peek().isCommand("circ");
        if (degree) {
            tokens.next();
            if (braced) {
                tokens.expect("}");
            }
            return true;
        }
        if (braced) {
            tokens.back();
        }
        return false;
    }

    private Expression exponent() {
        tokens.enter();
        Expression exponent;
        if (tokens.skip("-")) {
            exponent = Expression.negative(exponent());
        } else if (tokens.peek().kind() == Kind.NUMBER) {
            exponent = power(literal(tokens.next().text()));
        } else {
            exponent = power(argument());
        }
        tokens.leave();
        return exponent;
    }

    /** Reads the powers of a power, which belong to the exponent. */
    private Expression power(Expression base) {
        return tokens.skip("^") ? Expression.binary(Operator.POWER, base, exponent()) : base;
    }

    private Expression postfix(Expression of) {
        Expression result = of;
        while (true) {
            if (tokens.skip("!")) {
                result = Expression.call(Function.FACTORIAL, result);
            } else if (tokens.skip("%")) {
                result = new Percent(result);
            } else if (tokens.peek().isCommand("degree")) {
                tokens.next();
            } else {
                return result;
            }
        }
    }

    private Expression primary() {
        tokens.enter();
        Token token = tokens.next();
        Expression result = switch (token.kind()) {
            case NUMBER -> literal(token.text());
            case LETTER -> named(token.text().toLowerCase(Locale.ROOT));
            case COMMAND -> command(token.text());
            case SIGN -> group(token.text());
            case TEXT, END -> throw new Unreadable("an operand is missing");
        };
        tokens.leave();
        return result;
    }

    private static Literal literal(String digits) {
        return new Literal(Rational.of(new BigDecimal(digits)), digits.indexOf('.') >= 0);
    }

    private Expression named(String letter) {
        if (tokens.skip("_")) {
            return new Variable(letter + "_" + index());
        }
        return switch (letter) {
            case "e" -> Constant.E;
            case "i" -> Constant.I;
            default -> new Variable(letter);
        };
    }

    private String index() {
        if (!tokens.skip("{")) {
            return tokens.next().text();
        }
        StringBuilder index = new StringBuilder();
        while (!tokens.skip("}")) {
            if (tokens.atEnd()) {
                throw new Unreadable("an open index");
            }
            index.append(tokens.next().text());
        }
        return index.toString();
    }

    private Expression group(String sign) {
        return switch (sign) {
            case "(" -> closed(")");
            case "[" -> closed("]");
            case "{" -> closed("}");
            case "|" -> {
                bars++;
                Expression inner = expression();
                tokens.expect("|");
                bars--;
                yield Expression.call(Function.ABS, inner);
            }
            default -> throw new Unreadable("an operand is missing");
        };
    }

    private Expression closed(String sign) {
        int outer = bars;
        bars = 0;
        Expression inner = expression();
        bars = outer;
        tokens.expect(sign);
        return inner;
    }

    private Expression command(String name) {
        return switch (name) {
            case "frac" -> Expression.binary(Operator.OVER, argument(), argument());
            case "binom" -> Expression.call(Function.BINOMIAL, argument(), argument());
            case "sqrt" -> root();
            case "pi" -> Constant.PI;
            case "imath" -> Constant.I;
            case "infty" -> Constant.INFINITY;
            case "lfloor" -> Expression.call(Function.FLOOR, until("rfloor"));
            case "lceil" -> Expression.call(Function.CEILING, until("rceil"));
            default -> {
                Function function = FUNCTIONS.get(name);
                if (function != null) {
                    yield function(name, function);
                } else if (GREEK.contains(name)) {
                    yield named(name);
                }
                throw new Unreadable("an unknown command");
            }
        };
    }

    private Expression until(String command) {
        Expression inner = expression();
        if (!tokens.next().isCommand(command)) {
            throw new Unreadable("expected \\" + command);
        }
        return inner;
    }

    private Expression root() {
        if (tokens.peek().is("[")) {
            tokens.next();
            Expression degree = closed("]");
            return Expression.call(Function.ROOT, degree, argument());
        }
        return Expression.call(Function.ROOT, Literal.of(2), argument());
    }

    private Expression function(String name, Function function) {
        Expression base = name.equals("log") && tokens.skip("_") ? argument() : null;
        Expression exponent = tokens.skip("^") ? exponent() : null;
        Expression of = operand();
        Expression call = base == null ? Expression.call(function, of) : Expression.call(Function.LOG, base, of);
        return exponent == null ? call : Expression.binary(Operator.POWER, call, exponent);
    }

    /** Reads what a function is applied to: a group, or all factors up to the next sign or function. */
    private Expression operand() {
        if (tokens.peek().is("(") || tokens.peek().is("{")) {
            return factor();
        }
        Expression product = signedFactor();
        while (startsFactor()
                && !FUNCTIONS.containsKey(tokens.peek().text())
                && !tokens.peek().is("(")) {
            product = Expression.binary(Operator.TIMES, product, factor());
        }
        return product;
    }

    /** Reads an argument as LaTeX does: a group in braces, or one character. */
    private Expression argument() {
        if (tokens.skip("{")) {
            return closed("}");
        }
        Token token = tokens.peek();
        if (token.kind() == Kind.NUMBER && token.text().length() > 1) {
            tokens.leave(token.text().substring(1));
            return literal(token.text().substring(0, 1));
        }
        return primary();
    }
}
