package dev.lathe.shop.shopper;

import java.util.ArrayList;
import java.util.List;

/** Writes a number as one word a digit, each with its place: 245 is {@code h2 t4 u5}. */
final class Places {
    private static final String NAMES = "htu";

    private Places() {}

    /**
     * Returns the digits from the highest place.
     *
     * @throws IllegalArgumentException if the text is not a whole number of at most three digits, as all prices in the shop are
     */
    static List<String> of(String number) {
        if (number.isEmpty()
                || number.length() > NAMES.length()
                || !number.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("not a whole number of at most three digits: " + number);
        }
        String padded = "0".repeat(NAMES.length() - number.length()) + number;
        var places = new ArrayList<String>();
        for (int i = 0; i < padded.length(); i++) {
            places.add(NAMES.substring(i, i + 1) + padded.charAt(i));
        }
        return places;
    }
}
