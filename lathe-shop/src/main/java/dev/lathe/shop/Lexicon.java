package dev.lathe.shop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds everything that was written by hand: what exists in the shop, what it is called, and how people say it. */
record Lexicon(
        List<Category> categories,
        Map<String, Attribute> attributes,
        Map<String, OptionAxis> axes,
        List<Text> lines,
        Map<Language, Phrasebook> phrasebooks,
        Map<Language, ClauseBook> clauseBooks) {
    Lexicon {
        categories = List.copyOf(categories);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
        lines = List.copyOf(lines);
        phrasebooks = Map.copyOf(phrasebooks);
        clauseBooks = Map.copyOf(clauseBooks);
    }

    /** Returns the lexicon of this shop, which is read once. */
    static Lexicon shared() {
        return Holder.LEXICON;
    }

    /** Returns what was written by hand for a world. */
    static Lexicon of(World world) {
        return switch (world) {
            case Catalogue catalogue -> catalogue.lexicon();
            case Market market -> market.lexicon();
            case ImportedCatalogue imported ->
                throw new IllegalArgumentException("nothing was written by hand for an imported catalogue");
        };
    }

    Attribute brands() {
        return attribute(Attribute.BRAND);
    }

    Attribute attribute(String id) {
        return known(attributes.get(id), "attribute", id);
    }

    OptionAxis axis(String id) {
        return known(axes.get(id), "option axis", id);
    }

    Phrasebook phrasebook(Language language) {
        return known(phrasebooks.get(language), "language", language.name());
    }

    ClauseBook clauseBook(Language language) {
        return known(clauseBooks.get(language), "language", language.name());
    }

    /** Returns every word and mark of titles, pages and instructions in a language, except numbers. */
    SortedSet<String> words(Language language) {
        var words = new TreeSet<String>();
        categories.forEach(category -> words.add(category.name().in(language)));
        lines.forEach(line -> words.add(line.in(language)));
        for (Attribute attribute : attributes.values()) {
            words.add(attribute.name().in(language));
            attribute.values().forEach(value -> words.add(value.name().in(language)));
        }
        for (OptionAxis axis : axes.values()) {
            words.add(axis.name().in(language));
            axis.values().forEach(value -> words.add(value.name().in(language)));
        }
        words.addAll(phrasebook(language).words());
        words.addAll(clauseBook(language).words());
        return words;
    }

    static <T> T known(@Nullable T found, String what, String id) {
        if (found == null) {
            throw new IllegalArgumentException("the shop has no " + what + " " + id);
        }
        return found;
    }

    private static final class Holder {
        static final Lexicon LEXICON = LexiconReader.read();
    }
}
