package dev.lathe.shop.shopper;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds one wish in the words of the pages.
 *
 * @param label the name of the attribute or option axis, without a mark
 * @param value the word that the page should show
 * @param bound whether another value is right too, where values are numbers
 */
record Want(String label, String value, Bound bound) {
    /** Says which values are right. */
    enum Bound {
        EXACTLY,
        AT_LEAST,
        AT_MOST
    }

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    Want(String label, String value) {
        this(label, value, Bound.EXACTLY);
    }

    /** Returns the place of the first shown value that is right, or -1. */
    int match(List<String> shown) {
        for (int place = 0; place < shown.size(); place++) {
            if (right(shown.get(place))) {
                return place;
            }
        }
        return -1;
    }

    private boolean right(String shown) {
        return switch (bound) {
            case EXACTLY -> shown.equals(value);
            case AT_LEAST -> number(shown).compareTo(number(value)) >= 0;
            case AT_MOST -> number(shown).compareTo(number(value)) <= 0;
        };
    }

    private static BigDecimal number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? new BigDecimal(matcher.group()) : BigDecimal.ZERO;
    }
}
