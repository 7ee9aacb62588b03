package dev.lathe.verify.instruction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Checks words of a reply. Keywords may be regular expressions, as IFEval reads them, and match in any case. */
final class Keywords {
    private Keywords() {}

    static Predicate<String> all(List<String> keywords) {
        List<Pattern> patterns = keywords.stream().map(Keywords::pattern).toList();
        return reply ->
                patterns.stream().allMatch(pattern -> pattern.matcher(reply).find());
    }

    static Predicate<String> none(List<String> words) {
        List<Pattern> patterns =
                words.stream().map(word -> pattern("\\b" + word + "\\b")).toList();
        return reply ->
                patterns.stream().noneMatch(pattern -> pattern.matcher(reply).find());
    }

    static Predicate<String> count(String keyword, IntPredicate relation) {
        Pattern pattern = pattern(keyword.strip());
        return reply -> relation.test(occurrences(pattern, reply));
    }

    static Predicate<String> letter(String letter, IntPredicate relation) {
        int wanted = letter.strip().toLowerCase(Locale.ROOT).codePointAt(0);
        return reply -> relation.test((int) reply.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> c == wanted)
                .count());
    }

    static int occurrences(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static Pattern pattern(String keyword) {
        try {
            return Pattern.compile(keyword, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException literal) {
            return Pattern.compile(Pattern.quote(keyword), Pattern.CASE_INSENSITIVE);
        }
    }
}
