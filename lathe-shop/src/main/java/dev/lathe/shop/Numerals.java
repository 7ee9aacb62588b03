package dev.lathe.shop;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the numbers that people write among words. */
final class Numerals {
    private static final Pattern NUMERAL = Pattern.compile("[0-9]{1,7}");

    private Numerals() {}

    /** Returns the number that a word is, less than ten million; nothing if it is none. */
    static OptionalInt number(String word) {
        return NUMERAL.matcher(word).matches() ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
