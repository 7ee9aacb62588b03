package dev.lathe.model.constraint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads escapes of regular expressions: {@code \d \w \s} and their complements (ASCII), {@code \t \n \r \f \v \a \e \0}, {@code \xHH},
 * {@code \x{H}}, {@code \}{@code uHHHH}, {@code \p{L}} with a general category or a script of Unicode, and signs that stand for themselves.
 */
final class RegexEscapes {
    private static final Pattern HEX =
            Pattern.compile("x([0-9A-Fa-f]{2})|[xu]\\{([0-9A-Fa-f]{1,6})}|u([0-9A-Fa-f]{4})");
    private static final Pattern PROPERTY = Pattern.compile("[pP](?:([LMNPSZC])|\\{(\\^?)(?:Is|script=|sc=)?(\\w+)})");
    private static final String NAMES = "tnrfvae0";
    private static final String NAMED = "\t\n\r\f\u000B\u0007\u001B\0";

    private final RegexCursor in;

    RegexEscapes(RegexCursor in) {
        this.in = in;
    }

    CodePoints parse() {
        in.take('\\');
        Matcher hex = in.takeMatch(HEX);
        if (hex != null) {
            return character(hex);
        }
        boolean negated = in.sees('P');
        Matcher property = in.takeMatch(PROPERTY);
        if (property != null) {
            return property(property, negated);
        }
        int sign = in.next();
        CodePoints known = ofLetter(sign);
        if (known != null) {
            return known;
        }
        if (Character.isLetterOrDigit(sign)) {
            throw in.error("uses the escape \\%s, which is not supported".formatted(Character.toString(sign)));
        }
        return CodePoints.range(sign, sign);
    }

    private CodePoints character(Matcher hex) {
        String digits = hex.group(1) != null ? hex.group(1) : hex.group(2) != null ? hex.group(2) : hex.group(3);
        int character = Integer.parseInt(digits, 16);
        if (character > Character.MAX_CODE_POINT) {
            throw in.error("names a character that Unicode does not have: " + digits);
        }
        return CodePoints.range(character, character);
    }

    private CodePoints property(Matcher property, boolean negated) {
        String name = property.group(1) != null ? property.group(1) : property.group(3);
        CodePoints found = UnicodeProperty.of(name);
        if (found == null) {
            throw in.error("names %s, which is no category and no script of Unicode".formatted(name));
        }
        return negated ^ "^".equals(property.group(2)) ? found.complement() : found;
    }

    private static @Nullable CodePoints ofLetter(int letter) {
        return switch (letter) {
            case 'd' -> CodePoints.range('0', '9');
            case 'D' -> CodePoints.range('0', '9').complement();
            case 'w' -> word();
            case 'W' -> word().complement();
            case 's' -> CodePoints.of(" \t\n\r\f\u000B");
            case 'S' -> CodePoints.of(" \t\n\r\f\u000B").complement();
            default -> {
                int named = NAMES.indexOf(letter);
                yield named < 0 ? null : CodePoints.range(NAMED.charAt(named), NAMED.charAt(named));
            }
        };
    }

    static CodePoints word() {
        return CodePoints.range('0', '9')
                .with(CodePoints.range('A', 'Z'))
                .with(CodePoints.range('a', 'z'))
                .with(CodePoints.of("_"));
    }
}
