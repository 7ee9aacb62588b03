package dev.lathe.shop;

import dev.lathe.shop.WishSense.OfBrand;
import dev.lathe.shop.WishSense.OfCategory;
import dev.lathe.shop.WishSense.OfCue;
import dev.lathe.shop.WishSense.OfDays;
import dev.lathe.shop.WishSense.OfRating;
import dev.lathe.shop.WishSense.OfValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows every phrase of a world that means something in one language, with all that it may mean. */
final class WishPhrases {
    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Map<String, String> units = new HashMap<>();

    record Phrase(List<String> words, List<WishSense> senses) {}

    WishPhrases(World world, Language language) {
        Lexicon lexicon = Lexicon.of(world);
        Phrasebook said = lexicon.phrasebook(language);
        for (Category category : lexicon.categories()) {
            said.category(category.id()).forEach(phrase -> add(phrase, new OfCategory(category.id())));
            add(List.of(category.name().in(language)), new OfCategory(category.id()));
        }
        lexicon.brands().values().forEach(brand -> add(List.of(brand.name().in(language)), new OfBrand(brand.id())));
        said.cues().forEach((kind, phrases) -> phrases.forEach(phrase -> add(phrase, new OfCue(kind))));
        said.values()
                .forEach((pool, values) -> values.forEach(
                        (value, phrases) -> phrases.forEach(phrase -> add(phrase, new OfValue(pool, value)))));
        names(lexicon, said, language);
        WishClauses clauses = WishClauses.of(language);
        clauses.ratings().forEach((tenths, phrase) -> add(phrase, new OfRating(tenths)));
        clauses.days().forEach((days, phrase) -> add(phrase, new OfDays(days)));
        if (world instanceof Market market) {
            market.marketLexicon().measures().forEach((id, measure) -> units(id, measure, language));
        }
        byFirstWord
                .values()
                .forEach(some -> some.sort(Comparator.comparingInt(
                        (Phrase phrase) -> -phrase.words().size())));
    }

    /** Adds the names that pages use. */
    private void names(Lexicon lexicon, Phrasebook said, Language language) {
        for (Attribute attribute : lexicon.attributes().values()) {
            if (attribute.id().equals(Attribute.BRAND)) {
                continue;
            }
            add(List.of(attribute.name().in(language)), new OfCue(attribute.id()));
            String pool = said.pool(attribute.id());
            attribute.values().stream()
                    .filter(value -> said.values().containsKey(pool)
                            && !value.id().equals(MarketLexicon.YES)
                            && !value.id().equals(MarketLexicon.NO))
                    .forEach(value -> add(List.of(value.name().in(language)), new OfValue(pool, value.id())));
        }
        for (OptionAxis axis : lexicon.axes().values()) {
            add(List.of(axis.name().in(language)), new OfCue(axis.id()));
            axis.values().forEach(value -> add(List.of(value.name().in(language)), new OfValue(axis.id(), value.id())));
        }
    }

    private void units(String id, Measure measure, Language language) {
        String unit = measure.said().in(language);
        units.put(unit, id);
        words.add(unit);
    }

    private void add(List<String> phrase, WishSense sense) {
        words.addAll(phrase);
        List<Phrase> some = byFirstWord.computeIfAbsent(phrase.getFirst(), missing -> new ArrayList<>());
        for (Phrase known : some) {
            if (known.words().equals(phrase)) {
                if (!known.senses().contains(sense)) {
                    known.senses().add(sense);
                }
                return;
            }
        }
        some.add(new Phrase(phrase, new ArrayList<>(List.of(sense))));
    }

    /** Returns every word of every phrase and unit. */
    Set<String> words() {
        return words;
    }

    /** Returns the number attribute that a unit belongs to, or the empty text. */
    String measured(String unit) {
        return units.getOrDefault(unit, "");
    }

    /** Returns what the longest phrase at a place means, and how many words it has; 0 if there is none. */
    Phrase longest(List<String> text, int at) {
        for (Phrase phrase : byFirstWord.getOrDefault(text.get(at), List.of())) {
            int end = at + phrase.words().size();
            if (end <= text.size() && text.subList(at, end).equals(phrase.words())) {
                return phrase;
            }
        }
        return new Phrase(List.of(), List.of());
    }
}
