package dev.lathe.shop.score;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares two texts by their sets of words, from 0 to 100. With the words that both have (S) and those that only one has (A, B), each
 * sorted and joined, it is the greatest of the similarities of {@code S A} with {@code S B}, of {@code S} with {@code S A}, and of
 * {@code S} with {@code S B}, where the similarity of two texts is {@code 1 - (insertions + deletions) / (length + length)}. Source:
 * thefuzz 0.22.1, whose characters from 128 to 255 vanish.
 */
final class TokenSetRatio {
    private static final Pattern NOT_WORD = Pattern.compile("[\\W_]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LATIN_1 = Pattern.compile("[\\x{80}-\\x{ff}]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private TokenSetRatio() {}

    static int of(String one, String other) {
        SortedSet<String> first = words(one);
        SortedSet<String> second = words(other);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        SortedSet<String> both = new TreeSet<>(first);
        both.retainAll(second);
        first.removeAll(both);
        second.removeAll(both);
        if (!both.isEmpty() && (first.isEmpty() || second.isEmpty())) {
            return 100;
        }
        return (int) Math.rint(ratio(String.join(" ", both), String.join(" ", first), String.join(" ", second)));
    }

    private static SortedSet<String> words(String text) {
        String plain = NOT_WORD.matcher(LATIN_1.matcher(text).replaceAll("")).replaceAll(" ");
        // One character for one, unlike String.toLowerCase.
        String stripped = plain.strip()
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return stripped.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(SPACE.split(stripped, -1)));
    }

    private static double ratio(String both, String first, String second) {
        int gap = both.isEmpty() ? 0 : 1;
        int firstLength = both.length() + gap + first.length();
        int secondLength = both.length() + gap + second.length();
        double apart = similarity(distance(first, second), firstLength + secondLength);
        if (both.isEmpty()) {
            return apart;
        }
        double firstAlone = similarity(gap + first.length(), both.length() + firstLength);
        double secondAlone = similarity(gap + second.length(), both.length() + secondLength);
        return Math.max(apart, Math.max(firstAlone, secondAlone));
    }

    private static double similarity(int distance, int lengths) {
        return lengths == 0 ? 100 : 100 - 100.0 * distance / lengths;
    }

    /** Returns how many characters must be inserted or deleted: what is not in the longest common subsequence. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = 0;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                row[j] = one.charAt(i - 1) == other.charAt(j - 1) ? diagonal + 1 : Math.max(row[j - 1], above);
                diagonal = above;
            }
        }
        return one.length() + other.length() - 2 * row[other.length()];
    }
}
