package dev.lathe.shop;

import java.util.List;
import java.util.Set;

/** Joins words to sentences. */
final class Sentences {
    private static final Set<String> MARKS = Set.of(",", ".", "，", "。");

    private Sentences() {}

    static boolean isMark(String word) {
        return MARKS.contains(word);
    }

    /** Returns the mark that ends a sentence. */
    static String stop(Language language) {
        return switch (language) {
            case EN -> ".";
            case ZH -> "。";
        };
    }

    /** Returns words and marks as they are written. */
    static String text(Language language, List<String> words) {
        if (language == Language.ZH) {
            return String.join("", words);
        }
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (!text.isEmpty() && !isMark(word)) {
                text.append(' ');
            }
            text.append(word);
        }
        return text.toString();
    }
}
