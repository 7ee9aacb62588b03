package dev.lathe.verify.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is announced as the answer. */
final class Anchors {
    static final Pattern FINAL =
            Pattern.compile("final answer[^\\n]{0,100}?\\sis:?|final answer is", Pattern.CASE_INSENSITIVE);
    static final Pattern COLON = Pattern.compile("answer:", Pattern.CASE_INSENSITIVE);
    static final Pattern WORD = Pattern.compile("answer", Pattern.CASE_INSENSITIVE);

    /** Room for a space, a currency and asterisks. */
    private static final int MARKS = 4;

    private static final int NEAR = 50;
    private static final int EQUATION = 100;
    private static final int MAX_ANCHORS = 100;

    private Anchors() {}

    /** Returns what stands behind each announcement: the first formula or number, or the number behind the last equals sign. */
    static List<Candidate> behind(Pattern anchor, String text, List<Candidate> formulas, List<Candidate> plain) {
        List<Candidate> found = new ArrayList<>();
        Matcher matcher = anchor.matcher(text);
        int anchors = 0;
        while (anchors++ < MAX_ANCHORS && matcher.find()) {
            int at = matcher.end();
            int near = anchor == FINAL ? at + MARKS : at + NEAR;
            first(formulas, at, near).ifPresent(found::add);
            int line = text.indexOf('\n', at);
            int end = line < 0 ? text.length() : line;
            int equals = text.lastIndexOf('=', Math.min(end, at + EQUATION) - 1);
            Optional<Candidate> right =
                    anchor != FINAL && equals >= at ? first(plain, equals, equals + MARKS) : Optional.empty();
            right.or(() -> first(plain, at, Math.min(end, near))).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Candidate> first(List<Candidate> candidates, int from, int to) {
        return candidates.stream()
                .filter(candidate -> candidate.start() >= from && candidate.start() <= to)
                .min((a, b) -> a.start() != b.start()
                        ? Integer.compare(a.start(), b.start())
                        : Integer.compare(b.end(), a.end()));
    }
}
