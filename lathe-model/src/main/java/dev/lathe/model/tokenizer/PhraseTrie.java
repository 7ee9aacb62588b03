package dev.lathe.model.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a regular expression that matches the longest of many phrases, sharing their beginnings. */
final class PhraseTrie {
    private final Map<Integer, PhraseTrie> next = new TreeMap<>();
    private String end = "";
    private boolean ends;

    /** Adds a phrase; one that begins or ends with a letter matches only where no letter goes before or follows. */
    void add(String phrase) {
        PhraseTrie node = this;
        for (int point : phrase.codePoints().toArray()) {
            node = node.next.computeIfAbsent(point, _ -> new PhraseTrie());
        }
        node.ends = true;
        node.end = Character.isLetter(phrase.codePointBefore(phrase.length())) ? "(?!\\p{L})" : "";
    }

    /** Returns the alternatives, each followed by {@code |}. */
    String alternatives() {
        var pattern = new StringBuilder();
        next.forEach((point, node) -> pattern.append(Character.isLetter(point) ? "(?<!\\p{L})" : "")
                .append(literal(point))
                .append(node.rest())
                .append('|'));
        return pattern.toString();
    }

    private String rest() {
        List<String> choices = new ArrayList<>();
        next.forEach((point, node) -> choices.add(literal(point) + node.rest()));
        if (ends) {
            choices.add(end);
        }
        return choices.size() == 1 ? choices.getFirst() : "(?:" + String.join("|", choices) + ")";
    }

    static String literal(String text) {
        return text.codePoints().mapToObj(PhraseTrie::literal).reduce("", String::concat);
    }

    private static String literal(int point) {
        String character = Character.toString(point);
        return point < 128 && !Character.isLetterOrDigit(point) ? "\\" + character : character;
    }
}
