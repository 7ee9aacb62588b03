package dev.lathe.shop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Reads the clause patterns from the file beside this class. */
final class ClauseReader {
    record Patterns(List<String> train, List<String> validation, List<String> heldOut) {
        Map<Split, List<Clause>> clauses() {
            return Map.of(
                    Split.TRAIN, parse(train), Split.VALIDATION, parse(validation), Split.HELD_OUT, parse(heldOut));
        }

        private static List<Clause> parse(List<String> patterns) {
            return patterns.stream().map(Clause::parse).toList();
        }
    }

    record Book(
            List<String> joiners,
            Patterns category,
            Patterns brand,
            Patterns attribute,
            Patterns option,
            Patterns price) {
        ClauseBook book() {
            Map<ClauseKind, Map<Split, List<Clause>>> clauses = new EnumMap<>(ClauseKind.class);
            for (ClauseKind kind : ClauseKind.values()) {
                clauses.put(kind, patterns(kind).clauses());
            }
            return new ClauseBook(
                    joiners.stream().map(joiner -> Clause.parse(joiner).words()).toList(), clauses);
        }

        private Patterns patterns(ClauseKind kind) {
            return switch (kind) {
                case CATEGORY -> category;
                case BRAND -> brand;
                case ATTRIBUTE -> attribute;
                case OPTION -> option;
                case PRICE -> price;
            };
        }
    }

    record Books(Book en, Book zh) {}

    private ClauseReader() {}

    static Map<Language, ClauseBook> read() {
        Books books = LexiconReader.load("clauses.yaml", new TypeReference<>() {});
        return Map.of(Language.EN, books.en().book(), Language.ZH, books.zh().book());
    }
}
