package dev.lathe.shop.action;

import java.util.List;
import java.util.Optional;

/** Names what can be done in the shop. The words are the same in every language. */
public enum Verb {
    SEARCH("search"),
    CLICK("click"),
    CHOOSE("choose"),
    BUY("buy"),
    NEXT("next"),
    PREVIOUS("prev"),
    BACK("back"),
    ASK("ask"),
    PROPOSE("propose"),
    LEAVE("leave");

    /** The verbs that every vocabulary of whole words lists, in this order; a policy is as large as its vocabulary. */
    public static final List<Verb> OF_SHOPS = List.of(SEARCH, CLICK, CHOOSE, BUY, NEXT, PREVIOUS, BACK, ASK, PROPOSE);

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Verb> of(String word) {
        for (Verb verb : values()) {
            if (verb.word.equalsIgnoreCase(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
