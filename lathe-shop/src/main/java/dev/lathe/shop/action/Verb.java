package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;
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

    /** Returns the verb of an action. */
    public static Verb of(ShopAction action) {
        return switch (action) {
            case ShopAction.Search search -> SEARCH;
            case ShopAction.Open open -> CLICK;
            case ShopAction.Choose choose -> CHOOSE;
            case ShopAction.Buy() -> BUY;
            case ShopAction.NextPage() -> NEXT;
            case ShopAction.PreviousPage() -> PREVIOUS;
            case ShopAction.BackToResults() -> BACK;
            case ShopAction.Ask ask -> ASK;
            case ShopAction.Propose propose -> PROPOSE;
            case ShopAction.Leave() -> LEAVE;
        };
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
