package dev.lathe.model.constraint;

import dev.lathe.core.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through the text of a regular expression. */
final class RegexCursor {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,5})(,(\\d{0,5}))?}");
    private static final Pattern GROUP_NAME = Pattern.compile("\\?P?<[A-Za-z]\\w*>");

    /** Is how often something comes; {@code most} is -1 without a limit. */
    record Count(int least, int most) {
        boolean unlimited() {
            return most < 0;
        }
    }

    private final String pattern;
    private int at;

    RegexCursor(String pattern) {
        this.pattern = pattern;
    }

    int length() {
        return pattern.length();
    }

    boolean atEnd() {
        return at == pattern.length();
    }

    boolean sees(char character) {
        return !atEnd() && pattern.charAt(at) == character;
    }

    boolean sees(String text) {
        return pattern.startsWith(text, at);
    }

    boolean take(char character) {
        return take(String.valueOf(character));
    }

    boolean take(String text) {
        if (!sees(text)) {
            return false;
        }
        at += text.length();
        return true;
    }

    /** Takes one character, whatever it is. */
    int next() {
        if (atEnd()) {
            throw error("ends too early");
        }
        int character = pattern.codePointAt(at);
        at += Character.charCount(character);
        return character;
    }

    /** Takes what a pattern matches here, or returns null. */
    @Nullable
    Matcher takeMatch(Pattern wanted) {
        Matcher matcher = wanted.matcher(pattern).region(at, pattern.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    /** Takes what makes a group a named or a non-capturing one. */
    void takeGroupHead() {
        if (sees('?') && !take("?:") && takeMatch(GROUP_NAME) == null) {
            throw error("uses a group that is not supported: only (...), (?:...) and (?<name>...) are");
        }
    }

    /** Takes a quantifier, or returns null. */
    @Nullable
    Count takeCount() {
        if (take('*')) {
            return new Count(0, -1);
        }
        if (take('+')) {
            return new Count(1, -1);
        }
        if (take('?')) {
            return new Count(0, 1);
        }
        Matcher braces = takeMatch(COUNT);
        return braces == null ? null : count(braces);
    }

    private Count count(Matcher braces) {
        int least = Integer.parseInt(braces.group(1));
        if (braces.group(2) == null) {
            return new Count(least, least);
        }
        int most = braces.group(3).isEmpty() ? -1 : Integer.parseInt(braces.group(3));
        if (most >= 0 && most < least) {
            throw error("has a quantifier {m,n} with m above n");
        }
        return new Count(least, most);
    }

    /** Takes the sign that makes a quantifier lazy. */
    void takeLaziness() {
        if (!take('?') && sees('+')) {
            throw error("uses a possessive quantifier, which is not supported");
        }
    }

    /** Makes an error of a sentence that the pattern begins. */
    UserError error(String what) {
        return new UserError("regular expression: character %d: the pattern %s".formatted(at + 1, what));
    }
}
