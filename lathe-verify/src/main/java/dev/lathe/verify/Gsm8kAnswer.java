package dev.lathe.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the final answer found in a solution of a grade-school problem. Two answers agree when their values are equal as exact
 * numbers: {@code $1,080.00} and {@code 1080} do, {@code 3.33} and {@code 10/3} do not.
 *
 * @param value the number
 * @param evidence how it was found
 * @see <a href="https://arxiv.org/abs/2110.14168">Cobbe et al. 2021, Training Verifiers to Solve Math Word Problems</a>
 */
public record Gsm8kAnswer(Rational value, Evidence evidence) {
    /** Says how an answer was found. */
    public enum Evidence {
        /** Behind {@code ####}, behind {@code A:} or {@code Answer:}, in a box, or behind "the answer is". */
        MARKED,
        /** Nothing was marked; it is the last number of the text. */
        LAST_NUMBER
    }

    private static final Pattern GOLD_MARK = Pattern.compile("####|^A:", Pattern.MULTILINE);

    private static final Pattern MARK = Pattern.compile("""
            \\#{4} | ^[\\s*]*A: | \\\\boxed\\s*\\{ | \\b(?i:answer)[\\s*]*: | \\b(?i:answer\\s+is)\\b
            """, Pattern.MULTILINE | Pattern.COMMENTS);

    /**
     * Returns the answer of a reference solution: the number behind its last {@code ####} or {@code A:}.
     *
     * @throws IllegalArgumentException if there is no mark or no number behind it
     */
    public static Rational gold(String solution) {
        return marked(solution, GOLD_MARK)
                .orElseThrow(() -> new IllegalArgumentException("no number behind '####' or 'A:' ends this solution"));
    }

    /**
     * Finds the answer in what a model wrote: the number behind the last mark that has one in its line, else the last number.
     * Behind a mark, what follows the last equals sign counts.
     */
    public static Optional<Gsm8kAnswer> find(String reply) {
        return marked(reply, MARK)
                .map(value -> new Gsm8kAnswer(value, Evidence.MARKED))
                .or(() -> NumberText.last(reply).map(value -> new Gsm8kAnswer(value, Evidence.LAST_NUMBER)));
    }

    private static Optional<Rational> marked(String text, Pattern mark) {
        List<MatchResult> marks = new ArrayList<>(mark.matcher(text).results().toList());
        int end = text.length();
        for (MatchResult last : marks.reversed()) {
            Optional<Rational> value = NumberText.first(content(text.substring(last.end(), end), last.group()));
            if (value.isPresent()) {
                return value;
            }
            end = last.start();
        }
        return Optional.empty();
    }

    /** Returns what belongs to a mark: the braces of a box, else the rest of the first line that has something in it. */
    private static String content(String behind, String mark) {
        if (mark.endsWith("{")) {
            return behind.substring(0, closingBrace(behind));
        }
        Matcher line = Pattern.compile("\\S.*").matcher(behind);
        return line.find() ? line.group() : "";
    }

    private static int closingBrace(String text) {
        int depth = 1;
        for (int i = 0; i < text.length(); i++) {
            depth += switch (text.charAt(i)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
