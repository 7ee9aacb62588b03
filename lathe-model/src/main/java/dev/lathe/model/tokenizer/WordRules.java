package dev.lathe.model.tokenizer;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the regular expressions of {@link WordTokenizer}, in the syntax of Oniguruma. */
final class WordRules {
    /** Marks the place of a digit: the power of ten from 0 to 4, and one mark for all places above. */
    static final List<String> PLACES = List.of("₀", "₁", "₂", "₃", "₄", "₅");

    private static final String DIGIT = "[0-9]";
    private static final String ANY_PLACE = "[₀-₅]";
    private static final String CLOSING = "\\]\\)\\},.;:!?%";
    private static final String OPENING = "\\[\\(\\{#$¥€£";
    private static final String JOINING = "\\-/'_";
    private static final String HAN_CLOSING = "，。；：！？、）】》」”";
    private static final String HAN_OPENING = "（【《「“";

    private WordRules() {}

    /** What is replaced by a mark, mark by mark: the empty place after a digit, from the last digit of a number to the first. */
    static List<String> markedPlaces() {
        return List.of(
                "(?<=[0-9])(?![0-9])",
                "(?<=[0-9])(?=[0-9]₀)",
                "(?<=[0-9])(?=[0-9]₁)",
                "(?<=[0-9])(?=[0-9]₂)",
                "(?<=[0-9])(?=[0-9]₃)",
                "(?<=[0-9])(?=[0-9])");
    }

    /** Matches one word: a phrase of the vocabulary, a digit with its place, a Han character, letters, a line end, any other sign. */
    static String word(String phrases) {
        return phrases + DIGIT + ANY_PLACE + "|\\p{Han}|[\\p{L}\\p{M}&&[^\\p{Han}]]+|\\n|\\S";
    }

    /** Matches the spaces between two decoded tokens that are none in a text. */
    static String superfluousSpace(Collection<String> controlTokens) {
        String control = controlTokens.stream().map(PhraseTrie::literal).collect(Collectors.joining("|"));
        return String.join(
                "|",
                " (?=[" + CLOSING + JOINING + HAN_CLOSING + HAN_OPENING + "\\n])",
                "(?<=[" + OPENING + JOINING + HAN_CLOSING + HAN_OPENING + "₁-₅\\n]) ",
                "(?<=[\\p{Han}₀]) (?=\\p{Han})",
                "(?<=\\p{Han}) (?=" + DIGIT + ")",
                "(?<=₀ \\.) (?=" + DIGIT + ")",
                " (?=" + control + ")",
                "(?<=" + control + ") ");
    }

    /** Matches the marks of digits. */
    static String digitMark() {
        return "(?<=" + DIGIT + ")" + ANY_PLACE;
    }
}
