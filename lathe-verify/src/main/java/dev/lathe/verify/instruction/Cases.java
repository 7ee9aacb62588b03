package dev.lathe.verify.instruction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Checks capital and small letters. */
final class Cases {
    /** Words as treebanks cut them: hyphens and dots stay within a word, contractions are two. */
    private static final Pattern WORD =
            Pattern.compile("(?i)n't\\b|'(?:s|m|d|ll|re|ve)\\b|[^\\s,;:?!\"()\\[\\]{}<>@#$%&'’“”]+");

    private static final Predicate<String> ENGLISH = Languages.is("en");

    private Cases() {}

    static Predicate<String> capitalWords(IntPredicate relation) {
        return reply -> {
            Matcher matcher = WORD.matcher(reply);
            int count = 0;
            while (matcher.find()) {
                count += isUpper(matcher.group()) ? 1 : 0;
            }
            return relation.test(count);
        };
    }

    static boolean isEnglishInCapitals(String reply) {
        return isUpper(reply) && ENGLISH.test(reply);
    }

    static boolean isEnglishInLowerCase(String reply) {
        return reply.codePoints().anyMatch(Character::isLowerCase)
                && reply.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c))
                && ENGLISH.test(reply);
    }

    private static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }
}
