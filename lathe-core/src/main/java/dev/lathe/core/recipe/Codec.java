package dev.lathe.core.recipe;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a value into an object, and back.
 *
 * @param type its name in the page of keys
 * @param allowed what may be written, for a message
 * @param words all that may be written, where that is a few words; else empty
 * @param bare whether {@code print} gives something that YAML needs no quotes for
 * @param parse throws {@link IllegalArgumentException} or {@link ArithmeticException} for any other text
 * @param print the opposite
 */
record Codec(
        String type,
        String allowed,
        List<String> words,
        boolean bare,
        Function<String, Object> parse,
        Function<Object, String> print) {
    /** Returns the codec of a type; none if the type is not a single value. */
    static @Nullable Codec of(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return number("whole number", text -> decimal(text).intValueExact());
        }
        if (type == long.class || type == Long.class) {
            return number("whole number", text -> decimal(text).longValueExact());
        }
        if (type == double.class || type == Double.class) {
            return number("number", Codec::finite);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Codec(
                    "true or false", "true or false", List.of("true", "false"), true, Codec::truth, Object::toString);
        }
        if (type == String.class) {
            return new Codec("text", "text", List.of(), false, text -> text, Object::toString);
        }
        if (type == Path.class) {
            return new Codec("path", "a path", List.of(), false, Path::of, Object::toString);
        }
        if (type == Duration.class) {
            return new Codec(
                    "duration",
                    "a duration like 90s, 15m or 2h",
                    List.of(),
                    false,
                    Durations::parse,
                    value -> Durations.print((Duration) value));
        }
        return type.isEnum() ? word(type) : null;
    }

    /** Returns the size that bounds apply to. */
    static double magnitude(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Duration duration -> duration.toNanos() / 1e9;
            default -> throw new IllegalArgumentException("no bounds for a " + value.getClass());
        };
    }

    private static Codec number(String type, Function<String, Object> parse) {
        return new Codec(type, "a " + type, List.of(), true, parse, Codec::shortest);
    }

    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text.replace("_", ""));
        if (Math.abs((long) value.scale()) > 400) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Object finite(String text) {
        double value = decimal(text).doubleValue();
        if (Double.isInfinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Codec word(Class<?> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Codec::lower).toList();
        String allowed = "one of " + String.join(", ", words);
        return new Codec(allowed, allowed, words, false, text -> constant(type, text), Codec::lower);
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> lower(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String lower(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    /** Prints 0.0003 as 3e-4 and 12.0 as 12.0. */
    private static String shortest(Object number) {
        String text = number.toString();
        return text.replace(".0E", "e").replace('E', 'e');
    }
}
