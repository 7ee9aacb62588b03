package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says one wish with gaps: {@code the <k> should be <v>}.
 *
 * @param words literal words, gaps and commas
 */
record Clause(List<String> words) {
    Clause {
        words = List.copyOf(words);
    }

    static Clause parse(String pattern) {
        return new Clause(List.of(pattern.replace(",", " , ").strip().split("\\s+")));
    }

    /** Returns the words with each gap filled by a phrase. */
    List<String> fill(Map<String, List<String>> phrases) {
        List<String> filled = new ArrayList<>();
        for (String word : words) {
            filled.addAll(phrases.getOrDefault(word, List.of(word)));
        }
        return filled;
    }
}
