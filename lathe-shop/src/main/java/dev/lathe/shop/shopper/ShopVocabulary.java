package dev.lathe.shop.shopper;

import dev.lathe.shop.Language;
import dev.lathe.shop.LexiconWords;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.dialogue.DialogueWords;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.PageWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists the words that instructions, pages and demonstrations in the text format can hold, for a tokenizer of whole words. Labels with
 * their marks ({@code material:}, {@code material=}), beginnings of actions ({@code click[}), slots ({@code #3}) and digits with their
 * place in a comparison ({@code h2}) are one word each; numbers are left to the tokenizer.
 */
public final class ShopVocabulary {
    private static final int SLOTS = 10;
    private static final List<String> PLACES = List.of("h", "t", "u");

    private ShopVocabulary() {}

    /** Returns the words of one language, always in the same order. */
    public static List<String> words(Language language) {
        Set<String> words = new LinkedHashSet<>(signs());
        PageWords page = PageWords.of(language);
        words.addAll(page.all());
        List<String> labels = new ArrayList<>(List.of(page.kind(), page.brand(), page.price(), Marks.MAXIMUM));
        labels.addAll(LexiconWords.labels(language));
        for (String label : labels) {
            words.addAll(List.of(label, label + ":", label + "="));
        }
        words.addAll(LexiconWords.of(language));
        return List.copyOf(words);
    }

    /** Returns the words of talks and profiles in one language, and the beginnings of the actions that only scenarios have. */
    static List<String> ofTalks(Language language) {
        Set<String> words = new LinkedHashSet<>(DialogueWords.of(language).all());
        words.add(DialogueWords.of(language).speaker() + ":");
        MarketWords market = MarketWords.of(language);
        for (String label : market.labels()) {
            words.addAll(List.of(label, label + ":", label + "="));
        }
        words.addAll(List.of(market.soldOut().split("\\s+")));
        words.addAll(List.of(market.gone().split("\\s+")));
        words.add(Verb.LEAVE.word() + "[");
        return List.copyOf(words);
    }

    /** Returns what is the same in every language. */
    private static List<String> signs() {
        List<String> signs = new ArrayList<>(List.of(
                Marks.WANT,
                Marks.RIGHT,
                Marks.WRONG,
                Marks.EQUAL,
                Marks.LESS,
                Marks.GREATER,
                Marks.THEN,
                Marks.MAXIMUM,
                "|",
                "]"));
        for (Verb verb : Verb.OF_SHOPS) {
            signs.add(verb.word() + "[");
        }
        for (int slot = 1; slot <= SLOTS; slot++) {
            signs.add("#" + slot);
        }
        for (String place : PLACES) {
            for (int digit = 0; digit <= 9; digit++) {
                signs.add(place + digit);
            }
        }
        return signs;
    }
}
