package dev.lathe.shop;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/**
 * Holds how the wishes are said in one language that the clause book does not know, and values without their property.
 *
 * @param ratings how a number of stars is said, by tenths
 * @param days how a number of days is said
 */
record WishClauses(
        Map<Integer, List<String>> ratings,
        Map<Integer, List<String>> days,
        Map<Kind, Map<Split, List<Clause>>> clauses) {
    /** Names what a clause says. */
    enum Kind {
        NUMBER,
        FLAG,
        BARE,
        RATING,
        DELIVERY
    }

    record Book(
            Map<String, String> ratings,
            Map<String, String> days,
            ClauseReader.Patterns number,
            ClauseReader.Patterns flag,
            ClauseReader.Patterns bare,
            ClauseReader.Patterns rating,
            ClauseReader.Patterns delivery) {
        WishClauses clauses() {
            Map<Kind, Map<Split, List<Clause>>> clauses = new EnumMap<>(Kind.class);
            clauses.put(Kind.NUMBER, number.clauses());
            clauses.put(Kind.FLAG, flag.clauses());
            clauses.put(Kind.BARE, bare.clauses());
            clauses.put(Kind.RATING, rating.clauses());
            clauses.put(Kind.DELIVERY, delivery.clauses());
            return new WishClauses(said(ratings), said(days), clauses);
        }

        private static Map<Integer, List<String>> said(Map<String, String> lines) {
            Map<Integer, List<String>> said = new LinkedHashMap<>();
            lines.forEach((number, words) ->
                    said.put(Integer.valueOf(number), List.of(words.strip().split("\\s+"))));
            return said;
        }
    }

    record Books(Book en, Book zh) {}

    static WishClauses of(Language language) {
        return Lexicon.known(Holder.ALL.get(language), "language", language.name());
    }

    List<Clause> clauses(Kind kind, Split split) {
        return Lexicon.known(
                Lexicon.known(clauses.get(kind), "clauses", kind.name()).get(split), "clauses", split.name());
    }

    private static final class Holder {
        static final Map<Language, WishClauses> ALL = read();

        private static Map<Language, WishClauses> read() {
            Books books = LexiconReader.load("wishes.yaml", new TypeReference<>() {});
            return Map.of(
                    Language.EN, books.en().clauses(), Language.ZH, books.zh().clauses());
        }
    }
}
