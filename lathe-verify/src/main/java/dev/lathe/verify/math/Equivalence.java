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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an answer means what the gold answer means. The form of the gold answer decides how far the other may differ from
 * it: {@code x = 5} answers 5, a solution set answers an inequality, and a list answers a pair, but not the other way round.
 */
final class Equivalence {
    private boolean undecided;

    /** Returns whether some part could be decided neither way. */
    boolean undecided() {
        return undecided;
    }

    boolean same(Answer goldAnswer, Answer otherAnswer) {
        Answer gold = shortened(goldAnswer);
        Answer other = shortened(otherAnswer);
        if (other instanceof Chain chain && chain.isEquation() && !isEquation(gold)) {
            other = chain.sides().getLast();
        } else if (gold instanceof Chain chain && isAssignment(chain) && !isEquation(other)) {
            gold = chain.sides().getLast();
        }
        return bare(gold, other);
    }

    private boolean bare(Answer gold, Answer other) {
        if (gold.equals(other)) {
            return true;
        }
        return switch (gold) {
            case Chain chain -> chain(chain, other);
            case Words words -> words(words, other);
            case Scalar scalar -> scalar(scalar, other);
            case Listing listing -> listing(listing, other);
            case Sequence sequence -> sequence(sequence, other);
            case Range range -> range(range, other);
            case Union union -> other instanceof Union parts && unordered(union.parts(), parts.parts());
            case Matrix matrix -> other instanceof Matrix rows && rows(matrix, rows);
        };
    }

    private boolean scalar(Scalar gold, Answer other) {
        return switch (other) {
            case Scalar scalar -> same(gold.expression(), scalar.expression());
            case Words words -> words.text().equals(Scalars.letters(gold.expression()));
            case Listing listing ->
                distinct(listing.elements()).size() == 1
                        && same(gold, listing.elements().getFirst());
            case Chain chain -> false;
            case Sequence sequence -> false;
            case Range range -> false;
            case Union union -> false;
            case Matrix matrix -> false;
        };
    }

    private boolean same(Expression gold, Expression other) {
        Scalars.Comparison comparison = Scalars.compare(gold, other);
        undecided |= comparison == Scalars.Comparison.UNKNOWN;
        return comparison == Scalars.Comparison.SAME;
    }

    private static boolean words(Words gold, Answer other) {
        return switch (other) {
            case Scalar(Expression expression) -> gold.text().equals(Scalars.letters(expression));
            default -> gold.equals(other);
        };
    }

    private boolean listing(Listing gold, Answer other) {
        return switch (other) {
            case Listing listing -> unordered(gold.elements(), listing.elements());
            case Sequence sequence -> ordered(sorted(gold.elements()), sequence.elements());
            case Range range ->
                range.isOpen() && ordered(sorted(gold.elements()), range.pair().elements());
            default -> unordered(gold.elements(), List.of(other));
        };
    }

    private boolean sequence(Sequence gold, Answer other) {
        return switch (other) {
            case Sequence sequence -> ordered(gold.elements(), sequence.elements());
            case Listing listing -> ordered(gold.elements(), listing.elements());
            case Matrix matrix ->
                ordered(
                        gold.elements(),
                        matrix.rows().stream().flatMap(List::stream).toList());
            default -> false;
        };
    }

    private boolean range(Range gold, Answer other) {
        return switch (other) {
            case Range range ->
                gold.lowOpen() == range.lowOpen()
                        && gold.highOpen() == range.highOpen()
                        && same(gold.low(), range.low())
                        && same(gold.high(), range.high());
            case Listing listing -> gold.isOpen() && sequence(gold.pair(), listing);
            case Matrix matrix -> gold.isOpen() && sequence(gold.pair(), matrix);
            default -> false;
        };
    }

    private boolean rows(Matrix gold, Matrix other) {
        if (gold.rows().size() != other.rows().size()) {
            return false;
        }
        for (int row = 0; row < gold.rows().size(); row++) {
            if (!ordered(gold.rows().get(row), other.rows().get(row))) {
                return false;
            }
        }
        return true;
    }

    private boolean chain(Chain gold, Answer other) {
        return switch (other) {
            case Chain chain -> relations(gold, chain);
            case Range range -> asRange(gold).filter(set -> range(set, range)).isPresent();
            default -> false;
        };
    }

    private boolean relations(Chain gold, Chain other) {
        if (gold.relations().size() != other.relations().size()) {
            return false;
        }
        boolean straight = true;
        boolean flipped = true;
        int last = gold.relations().size() - 1;
        for (int i = 0; i <= last; i++) {
            Relation relation = gold.relations().get(i);
            straight &= relation == other.relations().get(i)
                    && link(
                            relation,
                            gold,
                            i,
                            other.sides().get(i),
                            other.sides().get(i + 1));
            flipped &= relation == other.relations().get(last - i).flipped()
                    && link(
                            relation,
                            gold,
                            i,
                            other.sides().get(last - i + 1),
                            other.sides().get(last - i));
        }
        return straight || flipped;
    }

    /** Compares one relation of a chain with another between the same sign: by its sides, or by the differences of its sides. */
    private boolean link(Relation relation, Chain gold, int at, Answer left, Answer right) {
        Answer goldLeft = gold.sides().get(at);
        Answer goldRight = gold.sides().get(at + 1);
        if (bare(goldLeft, left) && bare(goldRight, right)) {
            return true;
        }
        if (!(goldLeft instanceof Scalar(Expression a)
                && goldRight instanceof Scalar(Expression b)
                && left instanceof Scalar(Expression c)
                && right instanceof Scalar(Expression d))) {
            return false;
        }
        double ratio = Scalars.ratio(difference(a, b), difference(c, d));
        boolean either = relation == Relation.EQUAL || relation == Relation.NOT_EQUAL;
        return either ? ratio != 0 && !Double.isNaN(ratio) : Math.abs(ratio - 1) < 1e-9;
    }

    private static Expression difference(Expression left, Expression right) {
        return Expression.binary(Expression.Operator.MINUS, left, right);
    }

    /** Returns the solutions of inequalities that have the unknown on a side of its own. */
    private static Optional<Range> asRange(Chain chain) {
        List<Relation> relations = chain.relations();
        List<Answer> sides = chain.sides();
        if (relations.stream().allMatch(Relation::descending)) {
            return asRange(new Chain(
                    sides.reversed(),
                    relations.reversed().stream().map(Relation::flipped).toList()));
        }
        if (!relations.stream().allMatch(Relation::ascending) || !sides.stream().allMatch(Scalar.class::isInstance)) {
            return Optional.empty();
        }
        List<Expression> values =
                sides.stream().map(side -> ((Scalar) side).expression()).toList();
        boolean first = relations.getFirst().strict();
        if (values.size() == 3) {
            return Optional.of(new Range(
                    values.getFirst(),
                    values.getLast(),
                    first,
                    relations.getLast().strict()));
        } else if (values.size() != 2) {
            return Optional.empty();
        }
        Expression infinity = Expression.Constant.INFINITY;
        return Optional.of(
                Scalars.isConstant(values.getFirst())
                        ? new Range(values.getFirst(), infinity, first, true)
                        : new Range(Expression.negative(infinity), values.getLast(), true, first));
    }

    private boolean ordered(List<Answer> gold, List<Answer> other) {
        if (gold.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < gold.size(); i++) {
            if (!same(gold.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean unordered(List<Answer> gold, List<Answer> other) {
        List<Answer> left = new ArrayList<>(distinct(other));
        List<Answer> wanted = distinct(gold);
        if (left.size() != wanted.size()) {
            return false;
        }
        for (Answer element : wanted) {
            Optional<Answer> match =
                    left.stream().filter(candidate -> same(element, candidate)).findFirst();
            if (match.isEmpty()) {
                return false;
            }
            left.remove(match.get());
        }
        return true;
    }

    private List<Answer> distinct(List<Answer> elements) {
        List<Answer> distinct = new ArrayList<>();
        for (Answer element : elements) {
            if (distinct.stream().noneMatch(earlier -> same(earlier, element))) {
                distinct.add(element);
            }
        }
        return distinct;
    }

    private static List<Answer> sorted(List<Answer> elements) {
        return elements.stream()
                .sorted(Comparator.comparingDouble(Equivalence::order))
                .toList();
    }

    private static double order(Answer element) {
        Answer value = element instanceof Chain chain ? chain.sides().getLast() : element;
        return value instanceof Scalar(Expression expression) ? Scalars.value(expression) : 0;
    }

    private static boolean isEquation(Answer answer) {
        return answer instanceof Chain chain && chain.isEquation();
    }

    /** Takes the middle out of {@code x = 2 + 3 = 5}. */
    private static Answer shortened(Answer answer) {
        return answer instanceof Chain chain && chain.sides().size() > 2 && isAssignment(chain)
                ? new Chain(List.of(chain.sides().getFirst(), chain.sides().getLast()), List.of(Relation.EQUAL))
                : answer;
    }

    private static boolean isAssignment(Chain chain) {
        return chain.isEquation()
                && switch (chain.sides().getFirst()) {
                    case Words words -> true;
                    case Scalar(Expression expression) -> Scalars.letters(expression) != null;
                    default -> false;
                };
    }
}
