package dev.lathe.model.constraint;

import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a class of characters of a regular expression, from behind its opening bracket. */
final class RegexClass {
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):]");
    private static final Map<String, Supplier<CodePoints>> POSIX_CLASSES = Map.ofEntries(
            Map.entry("alpha", () -> CodePoints.range('A', 'Z').with(CodePoints.range('a', 'z'))),
            Map.entry("digit", () -> CodePoints.range('0', '9')),
            Map.entry(
                    "alnum",
                    () -> CodePoints.range('0', '9')
                            .with(CodePoints.range('A', 'Z'))
                            .with(CodePoints.range('a', 'z'))),
            Map.entry("lower", () -> CodePoints.range('a', 'z')),
            Map.entry("upper", () -> CodePoints.range('A', 'Z')),
            Map.entry("space", () -> CodePoints.of(" \t\n\r\f\u000B")),
            Map.entry("blank", () -> CodePoints.of(" \t")),
            Map.entry("word", RegexEscapes::word),
            Map.entry(
                    "xdigit",
                    () -> CodePoints.range('0', '9')
                            .with(CodePoints.range('A', 'F'))
                            .with(CodePoints.range('a', 'f'))),
            Map.entry(
                    "punct",
                    () -> CodePoints.range('!', '/')
                            .with(CodePoints.range(':', '@'))
                            .with(CodePoints.range('[', '`'))
                            .with(CodePoints.range('{', '~'))));

    private final RegexCursor in;

    RegexClass(RegexCursor in) {
        this.in = in;
    }

    CodePoints parse() {
        boolean negated = in.take('^');
        CodePoints set = new CodePoints();
        boolean first = true;
        while (first || !in.take(']')) {
            if (in.atEnd()) {
                throw in.error("has a class that is not closed");
            }
            set = set.with(item());
            first = false;
        }
        return negated ? set.complement() : set;
    }

    private CodePoints item() {
        CodePoints posix = posix();
        if (posix != null) {
            return posix;
        }
        if (in.sees("&&") || in.sees('[')) {
            throw in.error("uses a class within a class, which is not supported; write \\[ for the sign");
        }
        CodePoints from = one();
        if (!in.sees('-') || in.sees("-]")) {
            return from;
        }
        in.take('-');
        CodePoints to = one();
        if (from.single() < 0 || to.single() < from.single()) {
            throw in.error("has a range whose ends are no characters in order");
        }
        return CodePoints.range(from.single(), to.single());
    }

    private CodePoints one() {
        if (in.sees('\\')) {
            return in.take("\\b") ? CodePoints.of("\b") : new RegexEscapes(in).parse();
        }
        int character = in.next();
        return CodePoints.range(character, character);
    }

    private @Nullable CodePoints posix() {
        Matcher posix = in.takeMatch(POSIX);
        if (posix == null) {
            return null;
        }
        Supplier<CodePoints> known = POSIX_CLASSES.get(posix.group(2));
        if (known == null) {
            throw in.error("uses the class [:%s:], which is not supported".formatted(posix.group(2)));
        }
        return posix.group(1).isEmpty() ? known.get() : known.get().complement();
    }
}
