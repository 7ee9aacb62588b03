package dev.lathe.shop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits a text into words. English words are divided by white space, with commas and full stops apart; Chinese ones by the longest
 * known word at each place, and what is unknown comes character by character. Digits in a row are one word.
 */
final class Segmenter {
    private final Language language;
    private final Set<String> known;
    private final int longest;

    Segmenter(Language language, Collection<String> known) {
        this.language = language;
        this.known = new HashSet<>(known);
        this.longest = known.stream().mapToInt(String::length).max().orElse(1);
    }

    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = end(text, at);
            words.add(text.substring(at, end));
            at = end;
        }
        return words;
    }

    private int end(String text, int at) {
        if (isDigit(text.charAt(at))) {
            return run(text, at, Segmenter::isDigit);
        }
        return switch (language) {
            case EN -> isMark(text.charAt(at)) ? at + 1 : run(text, at, Segmenter::isInEnglishWord);
            case ZH -> longestKnown(text, at);
        };
    }

    private int longestKnown(String text, int at) {
        for (int end = Math.min(text.length(), at + longest); end > at + 1; end--) {
            if (known.contains(text.substring(at, end))) {
                return end;
            }
        }
        return at + 1;
    }

    private interface CharTest {
        boolean holds(char c);
    }

    private static int run(String text, int at, CharTest test) {
        int end = at + 1;
        while (end < text.length() && test.holds(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isMark(char c) {
        return c == ',' || c == '.';
    }

    private static boolean isInEnglishWord(char c) {
        return !Character.isWhitespace(c) && !isMark(c);
    }
}
