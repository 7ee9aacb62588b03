package dev.lathe.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers of a text as people and models write them: {@code $1,080.50}, {@code -3}, {@code 50%}, {@code 1 1/2},
 * {@code \frac{3}{4}}. Currency and percent signs are units and leave the number as it is: 50% is 50.
 */
final class NumberText {
    /** Longer runs of digits come from a model that repeats itself; they are no numbers. */
    private static final int MAX_DIGITS = 1_000;

    private static final Pattern NUMBER = Pattern.compile("""
            (?<sign>(?<![\\w)])(?<![\\d)]\\s)-)?          # a minus after a number is a subtraction
            [$€£¥]?
            (?<!\\w)(?<!\\d\\.)
            (?:(?<whole>\\d++)\\s(?=\\d++/\\d))?+         # the 1 of 1 1/2
            (?<number>(?:\\d{1,3}(?:,\\d{3})++(?!\\d)|\\d++)(?:\\.\\d++)?+|(?<!\\.)\\.\\d++)
            (?:/(?<over>\\d++)(?![.,]\\d))?+
            """, Pattern.COMMENTS);

    private NumberText() {}

    /** Returns the first number in what follows the last equals sign. */
    static Optional<Rational> first(String text) {
        String plain = plain(text);
        Matcher matcher = NUMBER.matcher(plain.substring(plain.lastIndexOf('=') + 1));
        while (matcher.find()) {
            Optional<Rational> value = value(matcher);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Returns the last number; nothing if that cannot be read, since an earlier one is not what the text ends with. */
    static Optional<Rational> last(String text) {
        Matcher matcher = NUMBER.matcher(plain(text));
        Optional<Rational> last = Optional.empty();
        while (matcher.find()) {
            last = value(matcher);
        }
        return last;
    }

    /** Rewrites LaTeX and typographic forms as plain ones. */
    private static String plain(String text) {
        return text.replace('\u2212', '-')
                .replace("{,}", ",")
                .replaceAll("\\\\[,!;]", "")
                .replaceAll("\\\\([$%])", "$1")
                .replaceAll("(?<=\\d)\\\\[dt]?frac", " \\\\frac")
                .replaceAll("\\\\[dt]?frac\\s?\\{(\\d+)}\\s?\\{(\\d+)}", "$1/$2");
    }

    private static Optional<Rational> value(Matcher matcher) {
        if (matcher.end() - matcher.start() > MAX_DIGITS) {
            return Optional.empty();
        }
        Rational value = Rational.of(new BigDecimal(matcher.group("number").replace(",", "")));
        String over = matcher.group("over");
        if (over != null) {
            BigInteger divisor = new BigInteger(over);
            if (divisor.signum() == 0) {
                return Optional.empty();
            }
            value = new Rational(value.numerator(), value.denominator().multiply(divisor));
        }
        String whole = matcher.group("whole");
        if (whole != null) {
            value = value.plus(Rational.of(new BigDecimal(whole)));
        }
        return Optional.of(matcher.group("sign") == null ? value : value.negate());
    }
}
