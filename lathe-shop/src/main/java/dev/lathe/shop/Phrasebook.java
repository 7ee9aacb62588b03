package dev.lathe.shop;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says things the way people do, in one language. A phrase is a list of words. A cue names a kind of property (an attribute or an
 * option axis); values of attributes that draw from one pool share their phrases.
 */
record Phrasebook(
        Map<String, List<List<String>>> categories,
        Map<String, List<List<String>>> cues,
        Map<String, Map<String, List<List<String>>>> values,
        Map<String, String> pools) {
    Phrasebook {
        categories = Map.copyOf(categories);
        cues = Map.copyOf(cues);
        values = Map.copyOf(values);
        pools = Map.copyOf(pools);
    }

    /** Returns the phrases for a category. */
    List<List<String>> category(String id) {
        return Lexicon.known(categories.get(id), "category", id);
    }

    /** Returns the phrases that name an attribute or option axis. */
    List<List<String>> cue(String kind) {
        return Lexicon.known(cues.get(kind), "kind", kind);
    }

    /** Returns the phrases for a value of an attribute or option axis. */
    List<List<String>> value(String kind, String value) {
        return Lexicon.known(values.getOrDefault(pool(kind), Map.of()).get(value), "value", kind + " " + value);
    }

    /** Returns the pool that a kind draws its values from; an option axis is a pool of its own. */
    String pool(String kind) {
        return Lexicon.known(pools.get(kind), "kind", kind);
    }

    /** Returns every word of every phrase. */
    Set<String> words() {
        var words = new HashSet<String>();
        categories.values().forEach(phrases -> phrases.forEach(words::addAll));
        cues.values().forEach(phrases -> phrases.forEach(words::addAll));
        values.values().forEach(pool -> pool.values().forEach(phrases -> phrases.forEach(words::addAll)));
        return words;
    }
}
