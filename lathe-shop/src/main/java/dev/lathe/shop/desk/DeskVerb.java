package dev.lathe.shop.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names what can be done at the desk, beside the browsing of the shop. */
enum DeskVerb {
    ADD,
    CART,
    REMOVE,
    VOUCHER,
    CHECKOUT,
    ORDERS,
    RETURN,
    ANSWER,
    LEAVE;

    private static final Pattern ACTION = Pattern.compile(
            "(?<![A-Za-z])(search|click|choose|buy|next|prev|back|ask|propose|add|cart|remove|voucher|checkout|orders|"
                    + "return|answer|leave)\\s*\\[([^\\[\\]]*)]",
            Pattern.CASE_INSENSITIVE);

    /** Holds a verb and what stands in its brackets. */
    record Said(DeskVerb verb, String argument) {}

    /** Returns the last action of a reply if it is one of the desk. */
    static Optional<Said> last(String reply) {
        Matcher matcher = ACTION.matcher(reply);
        Optional<Said> last = Optional.empty();
        while (matcher.find()) {
            String word = matcher.group(1);
            String argument = matcher.group(2).strip();
            last = of(word).map(verb -> new Said(verb, argument));
        }
        return last;
    }

    private static Optional<DeskVerb> of(String word) {
        for (DeskVerb verb : values()) {
            if (verb.name().equalsIgnoreCase(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    String write(String argument) {
        return name().toLowerCase(Locale.ROOT) + "[" + argument + "]";
    }
}
