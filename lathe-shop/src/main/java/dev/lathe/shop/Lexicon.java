package dev.lathe.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds everything that was written by hand: what exists in the shop, what it is called, and how people say it. */
record Lexicon(
        List<Category> categories,
        Map<String, Attribute> attributes,
        Map<String, OptionAxis> axes,
        List<Text> lines,
        Map<Language, Phrasebook> phrasebooks) {
    Lexicon {
        categories = List.copyOf(categories);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
        lines = List.copyOf(lines);
        phrasebooks = Map.copyOf(phrasebooks);
    }

    /** Returns the lexicon of this shop, which is read once. */
    static Lexicon shared() {
        return Holder.LEXICON;
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

    /** Returns the attributes and axes that pages of any category can name, brand excepted. */
    List<String> kinds() {
        List<String> kinds = new ArrayList<>(attributes.keySet());
        kinds.remove(Attribute.BRAND);
        kinds.addAll(axes.keySet());
        return kinds;
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
