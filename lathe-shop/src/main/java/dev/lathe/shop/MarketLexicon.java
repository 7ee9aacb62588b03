package dev.lathe.shop;

import java.util.List;
import java.util.Map;

/**
 * Holds what was written by hand for the world at scale.
 *
 * @param words what exists and how it is said
 * @param measures the attributes that are numbers, by id
 * @param flags the ids of the attributes that are yes or no
 * @param hype what sellers put into titles
 * @param shops kinds of shops
 * @param reviews sentences of reviews: good, fair and bad
 */
record MarketLexicon(
        Lexicon words,
        Map<String, Measure> measures,
        List<String> flags,
        List<Text> hype,
        List<Text> shops,
        Map<String, List<Text>> reviews) {
    /** The id of a flag that is set. */
    static final String YES = "yes";

    /** The id of a flag that is not set. */
    static final String NO = "no";

    MarketLexicon {
        measures = Map.copyOf(measures);
        flags = List.copyOf(flags);
        hype = List.copyOf(hype);
        shops = List.copyOf(shops);
        reviews = Map.copyOf(reviews);
    }

    /** Returns the lexicon of all markets, which is read once. */
    static MarketLexicon shared() {
        return Holder.LEXICON;
    }

    private static final class Holder {
        static final MarketLexicon LEXICON = MarketLexiconReader.read();
    }
}
