package dev.lathe.verify;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks replies to questions with lettered choices. What is boxed counts before what is announced ("the answer is (B)"), that before
 * a line with nothing but the letter, and that before the last letter that stands alone.
 */
public final class MultipleChoice {
    private static final String MARKS = "[\\s*_(\\[{:.$\"'`]{0,12}(?:\\\\text\\{)?\\(?";
    private static final String BEHIND = "(?![\\w'’])";
    private static final int MAX_TEXT = 100_000;

    private MultipleChoice() {}

    /**
     * Compares the choice of a reply with the right one.
     *
     * @param gold the right choice, {@code A} to {@code Z}
     * @param choices how many there are, 2 to 26
     * @throws IllegalArgumentException if the right choice is none of them
     */
    public static Verdict check(char gold, int choices, String reply) {
        char last = (char) ('A' + choices - 1);
        if (choices < 2 || choices > 26 || gold < 'A' || gold > last) {
            throw new IllegalArgumentException("choice %s of %d".formatted(gold, choices));
        }
        return find(last, reply)
                .map(choice -> choice == gold ? Verdict.CORRECT : Verdict.WRONG)
                .orElse(Verdict.MISSING);
    }

    private static Optional<Character> find(char last, String whole) {
        String reply = whole.substring(Math.max(0, whole.length() - MAX_TEXT));
        String any = "([A-%c%c-%c])".formatted(last, 'a', Character.toLowerCase(last));
        String capital = "([A-%c])".formatted(last);
        return last("\\\\boxed\\s{0,9}\\{" + MARKS + any + BEHIND, reply)
                .or(() -> last("(?i:answer|choice|option)(?i:\\s{1,9}is)?" + MARKS + capital + BEHIND, reply))
                .or(() -> last("(?m)^[\\s*(]{0,9}" + any + "[).:*\\s]{0,9}$", reply))
                .or(() -> last("(?<![\\w'’])\\(?" + capital + "(?=[).:,*\\s]|$)" + BEHIND, reply));
    }

    private static Optional<Character> last(String pattern, String reply) {
        Matcher matcher = Pattern.compile(pattern).matcher(reply);
        Optional<Character> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(matcher.group(1).toUpperCase(Locale.ROOT).charAt(0));
        }
        return found;
    }
}
