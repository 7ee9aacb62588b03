package dev.lathe.verify.math;

import dev.lathe.verify.math.Answer.Chain;
import dev.lathe.verify.math.Answer.Listing;
import dev.lathe.verify.math.Answer.Matrix;
import dev.lathe.verify.math.Answer.Range;
import dev.lathe.verify.math.Answer.Relation;
import dev.lathe.verify.math.Answer.Scalar;
import dev.lathe.verify.math.Answer.Sequence;
import dev.lathe.verify.math.Answer.Union;
import dev.lathe.verify.math.Answer.Words;
import dev.lathe.verify.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an answer: lists of chains of relations between sets, sequences, matrices, words and expressions. Descends recursively, in
 * time linear in the length.
 */
final class AnswerParser {
    private static final Map<String, Relation> RELATIONS = Map.of(
            "=", Relation.EQUAL,
            "!=", Relation.NOT_EQUAL,
            "<", Relation.LESS,
            "<=", Relation.LESS_OR_EQUAL,
            ">", Relation.GREATER,
            ">=", Relation.GREATER_OR_EQUAL);

    private final Tokens tokens;
    private final ExpressionParser expressions;

    private AnswerParser(List<Token> tokens, boolean plus) {
        this.tokens = new Tokens(tokens);
        expressions = new ExpressionParser(this.tokens, plus);
    }

    /** Returns what a formula says; nothing if it cannot be read. */
    static Optional<Answer> parse(String formula) {
        try {
            List<Token> tokens = Lexer.tokens(Units.without(formula));
            Answer answer = new AnswerParser(tokens, true).whole();
            boolean twoSigns = tokens.stream().anyMatch(token -> token.isCommand("pm"));
            return Optional.of(
                    twoSigns ? new Listing(List.of(answer, new AnswerParser(tokens, false).whole())) : answer);
        } catch (Unreadable unreadable) {
            return Optional.empty();
        }
    }

    private Answer whole() {
        List<Answer> items = items();
        if (!tokens.atEnd()) {
            throw new Unreadable("something is left");
        }
        return items.size() == 1 ? items.getFirst() : new Listing(items);
    }

    private List<Answer> items() {
        List<Answer> items = new ArrayList<>();
        do {
            items.add(chain());
            while (tokens.peek().is(",") || tokens.peek().is(";")) {
                tokens.next();
            }
        } while (startsItem());
        return items;
    }

    private boolean startsItem() {
        Token token = tokens.peek();
        return !(tokens.atEnd()
                || token.is(")")
                || token.is("]")
                || token.is("\\}")
                || token.is("}")
                || token.is("&")
                || token.is("\\\\")
                || token.isCommand("end"));
    }

    private Answer chain() {
        tokens.enter();
        List<Answer> sides = new ArrayList<>();
        List<Relation> relations = new ArrayList<>();
        sides.add(union());
        while (true) {
            Token token = tokens.peek();
            Relation relation = token.kind() == Kind.SIGN ? RELATIONS.get(token.text()) : null;
            if (token.isCommand("in")) {
                tokens.next();
                sides.clear();
                relations.clear();
            } else if (relation != null) {
                tokens.next();
                relations.add(relation);
            } else {
                break;
            }
            sides.add(union());
        }
        tokens.leave();
        return relations.isEmpty() ? sides.getFirst() : new Chain(sides, relations);
    }

    private Answer union() {
        List<Answer> parts = new ArrayList<>();
        do {
            parts.add(part());
        } while (joined());
        return parts.size() == 1 ? parts.getFirst() : new Union(parts);
    }

    private boolean joined() {
        boolean cup = tokens.peek().isCommand("cup");
        if (cup) {
            tokens.next();
        }
        return cup;
    }

    private Answer part() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case TEXT -> words();
            case COMMAND ->
                switch (token.text()) {
                    case "emptyset" -> constant(new Listing(List.of()));
                    case "mathbbR" -> constant(Range.everything());
                    case "begin" -> matrix();
                    default -> scalar();
                };
            default -> {
                if (token.is("\\{")) {
                    yield set();
                }
                yield (token.is("(") || token.is("[")) && tokens.opensList() ? sequence() : scalar();
            }
        };
    }

    private Answer constant(Answer answer) {
        tokens.next();
        return answer;
    }

    private Answer scalar() {
        return new Scalar(expressions.expression());
    }

    private Words words() {
        StringBuilder text = new StringBuilder();
        while (tokens.peek().kind() == Kind.TEXT) {
            text.append(' ').append(tokens.next().text());
        }
        return new Words(text.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }

    private Answer set() {
        tokens.expect("\\{");
        List<Answer> elements = startsItem() ? items() : List.of();
        tokens.expect("\\}");
        return new Listing(elements);
    }

    private Answer sequence() {
        boolean lowOpen = tokens.next().is("(");
        List<Answer> elements = items();
        Token close = tokens.next();
        if (!close.is(")") && !close.is("]")) {
            throw new Unreadable("an open bracket");
        }
        return elements.size() == 2
                        && elements.getFirst() instanceof Scalar(Expression low)
                        && elements.getLast() instanceof Scalar(Expression high)
                ? new Range(low, high, lowOpen, close.is(")"))
                : new Sequence(elements);
    }

    private Answer matrix() {
        String name = environment("begin");
        if (!name.endsWith("matrix") && !name.equals("array")) {
            throw new Unreadable("an unknown environment");
        }
        List<List<Answer>> rows = new ArrayList<>();
        do {
            if (tokens.peek().isCommand("end")) {
                break;
            }
            rows.add(row());
        } while (tokens.skip("\\\\"));
        environment("end");
        return new Matrix(rows);
    }

    private List<Answer> row() {
        List<Answer> row = new ArrayList<>();
        do {
            row.add(chain());
        } while (tokens.skip("&"));
        return row;
    }

    private String environment(String command) {
        if (!tokens.next().isCommand(command)) {
            throw new Unreadable("expected \\" + command);
        }
        tokens.expect("{");
        StringBuilder name = new StringBuilder();
        while (tokens.peek().kind() == Kind.LETTER) {
            name.append(tokens.next().text());
        }
        tokens.expect("}");
        return name.toString();
    }
}
