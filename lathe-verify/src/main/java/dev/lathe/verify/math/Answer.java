package dev.lathe.verify.math;

import java.util.List;

/** Is an answer that was read. */
sealed interface Answer {
    /** A number or an expression. */
    record Scalar(Expression expression) implements Answer {}

    /** A word or several, in lower case. */
    record Words(String text) implements Answer {}

    /**
     * Sides with a relation between each two, such as {@code 0 <= x < 1}.
     *
     * @param relations one fewer than sides
     */
    record Chain(List<Answer> sides, List<Relation> relations) implements Answer {
        public Chain {
            sides = List.copyOf(sides);
            relations = List.copyOf(relations);
        }

        boolean isEquation() {
            return relations.stream().allMatch(Relation.EQUAL::equals);
        }
    }

    /** What stands between two sides. */
    enum Relation {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** Returns the relation with its sides exchanged. */
        Relation flipped() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        boolean strict() {
            return this == LESS || this == GREATER;
        }

        boolean ascending() {
            return this == LESS || this == LESS_OR_EQUAL;
        }

        boolean descending() {
            return this == GREATER || this == GREATER_OR_EQUAL;
        }
    }

    /** Elements whose order does not matter; as they were listed. */
    record Listing(List<Answer> elements) implements Answer {
        public Listing {
            elements = List.copyOf(elements);
        }
    }

    /** Elements in order. */
    record Sequence(List<Answer> elements) implements Answer {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** What lies between two ends. Open at both ends, it may as well be a pair. */
    record Range(Expression low, Expression high, boolean lowOpen, boolean highOpen) implements Answer {
        static Range everything() {
            return new Range(
                    Expression.negative(Expression.Constant.INFINITY), Expression.Constant.INFINITY, true, true);
        }

        boolean isOpen() {
            return lowOpen && highOpen;
        }

        Sequence pair() {
            return new Sequence(List.of(new Scalar(low), new Scalar(high)));
        }
    }

    /** Several sets together. */
    record Union(List<Answer> parts) implements Answer {
        public Union {
            parts = List.copyOf(parts);
        }
    }

    /** Rows of elements. */
    record Matrix(List<List<Answer>> rows) implements Answer {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
