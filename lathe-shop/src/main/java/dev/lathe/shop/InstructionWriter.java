package dev.lathe.shop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Says constraints the way people do: each in a clause of its own, with phrases and an order drawn at random. The brand and the
 * number are said as they are.
 */
final class InstructionWriter {
    private static final int LEAST_WORDS = 25;
    private static final int MOST_WORDS = 45;
    private static final int MOST_DRAFTS = 200;
    private static final int FEN = 100;

    private final Lexicon lexicon;
    private final Language language;
    private final Phrasebook phrasebook;
    private final ClauseBook clauseBook;

    InstructionWriter(Lexicon lexicon, Language language) {
        this.lexicon = lexicon;
        this.language = language;
        this.phrasebook = lexicon.phrasebook(language);
        this.clauseBook = lexicon.clauseBook(language);
    }

    /** Returns an instruction of 25 to 45 words with the clause patterns and orders of a split. */
    String write(Split split, List<Constraint> constraints, RandomGenerator random) {
        return Sentences.text(language, words(split, constraints, random));
    }

    /** Returns the words and marks of an instruction. */
    List<String> words(Split split, List<Constraint> constraints, RandomGenerator random) {
        for (int draft = 0; draft < MOST_DRAFTS; draft++) {
            List<String> words = draft(split, constraints, random);
            long count = words.stream().filter(word -> !Sentences.isMark(word)).count();
            if (count >= LEAST_WORDS && count <= MOST_WORDS) {
                return words;
            }
        }
        throw new IllegalStateException("no instruction of allowed length for " + constraints);
    }

    private List<String> draft(Split split, List<Constraint> constraints, RandomGenerator random) {
        Map<ClauseKind, Deque<Constraint>> waiting = waiting(Draws.shuffled(constraints, random));
        List<String> words = new ArrayList<>();
        for (ClauseKind kind : SentenceOrders.draw(split, random)) {
            if (!words.isEmpty()) {
                words.addAll(Draws.one(clauseBook.joiners(), random));
            }
            Constraint constraint =
                    Lexicon.known(waiting.get(kind), "constraint", kind.name()).pop();
            Clause clause = Draws.one(clauseBook.clauses(kind, split), random);
            words.addAll(clause.fill(phrases(constraint, random)));
        }
        words.add(Sentences.stop(language));
        return words;
    }

    private static Map<ClauseKind, Deque<Constraint>> waiting(List<Constraint> constraints) {
        Map<ClauseKind, Deque<Constraint>> waiting = new EnumMap<>(ClauseKind.class);
        for (Constraint constraint : constraints) {
            waiting.computeIfAbsent(kind(constraint), missing -> new ArrayDeque<>())
                    .add(constraint);
        }
        return waiting;
    }

    private static ClauseKind kind(Constraint constraint) {
        return switch (constraint) {
            case Constraint.CategoryIs is -> ClauseKind.CATEGORY;
            case Constraint.AttributeIs is ->
                is.attribute().equals(Attribute.BRAND) ? ClauseKind.BRAND : ClauseKind.ATTRIBUTE;
            case Constraint.OptionIs is -> ClauseKind.OPTION;
            case Constraint.PriceAtMost is -> ClauseKind.PRICE;
            case Constraint other -> throw new IllegalArgumentException("no clause says " + other);
        };
    }

    private Map<String, List<String>> phrases(Constraint constraint, RandomGenerator random) {
        return switch (constraint) {
            case Constraint.CategoryIs(String id) -> Map.of("<c>", Draws.one(phrasebook.category(id), random));
            case Constraint.AttributeIs(String id, String value)
            when id.equals(Attribute.BRAND) ->
                Map.of("<b>", List.of(lexicon.brands().value(value).name().in(language)));
            case Constraint.AttributeIs(String id, String value) -> property(id, value, random);
            case Constraint.OptionIs(String id, String value) -> property(id, value, random);
            case Constraint.PriceAtMost(int fen) -> Map.of("<n>", List.of(String.valueOf(fen / FEN)));
            case Constraint other -> throw new IllegalArgumentException("no clause says " + other);
        };
    }

    private Map<String, List<String>> property(String kind, String value, RandomGenerator random) {
        return Map.of(
                "<k>", Draws.one(phrasebook.cue(kind), random),
                "<v>", Draws.one(phrasebook.value(kind, value), random));
    }
}
