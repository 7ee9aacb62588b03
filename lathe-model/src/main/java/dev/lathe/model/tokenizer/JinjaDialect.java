package dev.lathe.model.tokenizer;

import dev.lathe.core.UserError;
import java.util.regex.Pattern;

/**
 * Rewrites a template where Jinjava reads it differently from Jinja2, without a change of meaning:
 *
 * <ul>
 *   <li>{@code f(a=b - 1)} becomes {@code f(a=(b - 1))}: Jinjava binds {@code =} as tightly as {@code +}, Jinja2 more loosely than any
 *       operator;
 *   <li>{@code a[::-1]} becomes {@code a|reverse|list}: Jinjava knows no step in a slice.
 * </ul>
 *
 * <p>A loop with a condition ({@code for a in b if c}), which Jinjava reads as a choice between values, is refused.
 */
final class JinjaDialect {
    private static final String REVERSED = "[::-1]";
    private static final Pattern MACRO = Pattern.compile("\\{%[-+]?\\s*macro\\s");
    private static final Pattern CONDITIONAL_LOOP =
            Pattern.compile("-?\\s*for\\s[^('\"]+\\sin\\s[^('\"]+\\sif\\s.*", Pattern.DOTALL);

    private final String source;
    private final StringBuilder result;
    private int at;

    private JinjaDialect(String source) {
        this.source = source;
        this.result = new StringBuilder(source.length() + 16);
    }

    static String rewrite(String source) {
        return new JinjaDialect(source).template();
    }

    private String template() {
        while (at < source.length()) {
            if (source.startsWith("{#", at)) {
                copyTo(after("#}"));
            } else if (MACRO.matcher(source).region(at, source.length()).lookingAt()) {
                // the values in its head are no arguments, and Jinjava reads them alone
                copyTo(after("%}"));
            } else if (source.startsWith("{{", at) || source.startsWith("{%", at)) {
                String close = source.charAt(at + 1) == '{' ? "}}" : "%}";
                copyTo(at + 2);
                int start = at;
                expression(close);
                refuseConditionalLoop(source.substring(start, at));
            } else {
                copyTo(at + 1);
            }
        }
        return result.toString();
    }

    private static void refuseConditionalLoop(String tag) {
        if (CONDITIONAL_LOOP.matcher(tag).matches()) {
            throw new UserError(
                    "the chat template has a loop with a condition, which is not supported: {%%%s%%}; write an if inside the loop"
                            .formatted(tag));
        }
    }

    /** Copies up to the end of a tag. */
    private void expression(String close) {
        while (at < source.length() && !source.startsWith(close, at)) {
            if (source.charAt(at) == '(') {
                copyTo(at + 1);
                arguments();
            } else {
                token();
            }
        }
    }

    /** Copies what is between two parentheses, with the second. */
    private void arguments() {
        boolean open = false;
        boolean first = true;
        while (at < source.length()) {
            int value = first ? keywordValue() : -1;
            if (value >= 0) {
                copyTo(value);
                result.append('(');
                open = true;
            }
            char c = source.charAt(at);
            first = c == ',' || (first && Character.isWhitespace(c));
            if (open && (c == ',' || c == ')')) {
                result.append(')');
                open = false;
            }
            if (c == ')') {
                copyTo(at + 1);
                return;
            }
            nested(c);
        }
    }

    private void nested(char c) {
        switch (c) {
            case '(' -> {
                copyTo(at + 1);
                arguments();
            }
            case '[' -> {
                if (source.startsWith(REVERSED, at)) {
                    token();
                } else {
                    bracketed(']');
                }
            }
            case '{' -> bracketed('}');
            default -> token();
        }
    }

    private void bracketed(char close) {
        copyTo(at + 1);
        while (at < source.length() && source.charAt(at) != close) {
            nested(source.charAt(at));
        }
        copyTo(Math.min(at + 1, source.length()));
    }

    /** Returns where the value begins if a keyword and {@code =} are next, else -1. */
    private int keywordValue() {
        int i = at;
        while (i < source.length() && Character.isJavaIdentifierPart(source.charAt(i))) {
            i++;
        }
        int end = i;
        while (i < source.length() && source.charAt(i) == ' ') {
            i++;
        }
        boolean keyword = end > at && source.startsWith("=", i) && !source.startsWith("==", i);
        return keyword ? i + 1 : -1;
    }

    /** Copies a quoted string whole, else one character. */
    private void token() {
        if (source.startsWith(REVERSED, at)) {
            result.append("|reverse|list");
            at += REVERSED.length();
            return;
        }
        char quote = source.charAt(at);
        int end = at + 1;
        if (quote == '\'' || quote == '"') {
            while (end < source.length() && source.charAt(end) != quote) {
                end += source.charAt(end) == '\\' ? 2 : 1;
            }
            end++;
        }
        copyTo(Math.min(end, source.length()));
    }

    private int after(String mark) {
        int found = source.indexOf(mark, at);
        return found < 0 ? source.length() : found + mark.length();
    }

    private void copyTo(int end) {
        result.append(source, at, end);
        at = end;
    }
}
