package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the words of the lexicon in one language, so that a tokenizer can be made of them. Numbers are not among them. */
public final class LexiconWords {
    private static final Map<Language, Segmenter> SEGMENTERS = Map.of(
            Language.EN, segmenter(Language.EN),
            Language.ZH, segmenter(Language.ZH));

    private LexiconWords() {}

    private static Segmenter segmenter(Language language) {
        return new Segmenter(language, Lexicon.shared().words(language));
    }

    /** Returns every word and mark that titles, item pages and instructions can hold, sorted. */
    public static List<String> of(Language language) {
        return List.copyOf(Lexicon.shared().words(language));
    }

    /** Returns the names of all attributes and option axes: the labels of pages, without a mark. */
    public static List<String> labels(Language language) {
        List<String> labels = new ArrayList<>();
        Lexicon.shared()
                .attributes()
                .values()
                .forEach(attribute -> labels.add(attribute.name().in(language)));
        Lexicon.shared().axes().values().forEach(axis -> labels.add(axis.name().in(language)));
        return List.copyOf(labels);
    }

    /**
     * Splits an instruction into words: at white space in English, with commas and full stops apart; into the longest known words in
     * Chinese, where what is unknown comes character by character. Digits in a row are one word.
     */
    public static List<String> split(Language language, String text) {
        return Lexicon.known(SEGMENTERS.get(language), "language", language.name())
                .words(text);
    }
}
