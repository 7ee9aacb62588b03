package dev.lathe.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an instruction by the lexicon alone: at each place it takes the longest phrase that means something. What a value is about is
 * said by the cue beside it, such as the grip or the shade. Immutable.
 */
public final class InstructionParser {
    private static final int FEN = 100;
    private static final Map<Language, InstructionParser> PARSERS = Map.of(
            Language.EN, new InstructionParser(Lexicon.shared(), Language.EN),
            Language.ZH, new InstructionParser(Lexicon.shared(), Language.ZH));

    private sealed interface Sense {
        record OfCategory(Category category) implements Sense {}

        record OfBrand(String value) implements Sense {}

        record OfCue(String kind) implements Sense {}

        record OfValue(String pool, String value) implements Sense {}

        record OfPrice(int fen) implements Sense {}
    }

    private record Phrase(List<String> words, Sense sense) {}

    private static final Phrase NOTHING = new Phrase(List.of(), new Sense.OfPrice(0));

    private final Lexicon lexicon;
    private final Phrasebook phrasebook;
    private final Language language;
    private final Map<String, List<Phrase>> phrases = new HashMap<>();

    private InstructionParser(Lexicon lexicon, Language language) {
        this.lexicon = lexicon;
        this.phrasebook = lexicon.phrasebook(language);
        this.language = language;
        for (Category category : lexicon.categories()) {
            add(phrasebook.category(category.id()), new Sense.OfCategory(category));
        }
        for (AttributeValue brand : lexicon.brands().values()) {
            add(List.of(List.of(brand.name().in(language))), new Sense.OfBrand(brand.id()));
        }
        phrasebook.cues().forEach((kind, cues) -> add(cues, new Sense.OfCue(kind)));
        phrasebook
                .values()
                .forEach((pool, values) -> values.forEach((value, said) -> add(said, new Sense.OfValue(pool, value))));
        phrases.values()
                .forEach(some -> some.sort(Comparator.comparingInt(
                        (Phrase phrase) -> -phrase.words().size())));
    }

    /** Returns the parser for a language. */
    public static InstructionParser of(Language language) {
        return Lexicon.known(PARSERS.get(language), "language", language.name());
    }

    private void add(List<List<String>> said, Sense sense) {
        for (List<String> words : said) {
            phrases.computeIfAbsent(words.getFirst(), missing -> new ArrayList<>())
                    .add(new Phrase(words, sense));
        }
    }

    /**
     * Returns the constraints that an instruction states, as far as the lexicon knows its words, in the order category, brand,
     * attributes, options (both in the order of the category), price.
     */
    public List<Constraint> parse(String instruction) {
        List<Sense> senses = senses(LexiconWords.split(language, instruction));
        List<Constraint> constraints = new ArrayList<>();
        List<String> schema = new ArrayList<>();
        List<Constraint> prices = new ArrayList<>();
        Map<String, String> properties = properties(senses);
        for (Sense sense : senses) {
            if (sense instanceof Sense.OfCategory(Category category)) {
                constraints.add(new Constraint.CategoryIs(category.id()));
                schema.addAll(category.attributes());
                schema.addAll(category.axes());
            } else if (sense instanceof Sense.OfPrice(int fen)) {
                prices.add(new Constraint.PriceAtMost(fen));
            }
        }
        for (Sense sense : senses) {
            if (sense instanceof Sense.OfBrand(String value)) {
                constraints.add(new Constraint.AttributeIs(Attribute.BRAND, value));
            }
        }
        properties.keySet().stream()
                .sorted(Comparator.comparingInt(schema::indexOf))
                .forEach(kind -> constraints.add(property(kind, properties.getOrDefault(kind, ""))));
        constraints.addAll(prices);
        return List.copyOf(constraints);
    }

    private Constraint property(String kind, String value) {
        return lexicon.axes().containsKey(kind)
                ? new Constraint.OptionIs(kind, value)
                : new Constraint.AttributeIs(kind, value);
    }

    private List<Sense> senses(List<String> words) {
        List<Sense> senses = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Phrase phrase = longest(words, at);
            if (phrase.words().isEmpty()) {
                Numerals.number(words.get(at)).ifPresent(yuan -> senses.add(new Sense.OfPrice(yuan * FEN)));
            } else {
                senses.add(phrase.sense());
            }
            at += Math.max(1, phrase.words().size());
        }
        return senses;
    }

    private Phrase longest(List<String> words, int at) {
        for (Phrase phrase : phrases.getOrDefault(words.get(at), List.of())) {
            int end = at + phrase.words().size();
            if (end <= words.size() && words.subList(at, end).equals(phrase.words())) {
                return phrase;
            }
        }
        return NOTHING;
    }

    /** Pairs each cue with the value beside it. */
    private Map<String, String> properties(List<Sense> senses) {
        List<Sense> halves = senses.stream()
                .filter(sense -> sense instanceof Sense.OfCue || sense instanceof Sense.OfValue)
                .toList();
        Map<String, String> properties = new LinkedHashMap<>();
        int at = 0;
        while (at + 1 < halves.size()) {
            Sense one = halves.get(at);
            Sense other = halves.get(at + 1);
            boolean paired = pair(one, other, properties) || pair(other, one, properties);
            at += paired ? 2 : 1;
        }
        return properties;
    }

    private boolean pair(Sense cue, Sense value, Map<String, String> properties) {
        if (cue instanceof Sense.OfCue(String kind)
                && value instanceof Sense.OfValue(String pool, String id)
                && phrasebook.pool(kind).equals(pool)) {
            properties.put(kind, id);
            return true;
        }
        return false;
    }
}
