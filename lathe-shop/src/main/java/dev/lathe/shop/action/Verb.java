package dev.lathe.shop.action;

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
    PROPOSE("propose");

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
