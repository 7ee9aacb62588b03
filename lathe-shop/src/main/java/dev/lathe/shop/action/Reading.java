package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;

/** Holds what was found in a reply: an action, or why there is none. */
public sealed interface Reading {
    /** Holds an action in good form; whether it can be done now is the shop's matter. */
    record Understood(ShopAction action) implements Reading {}

    /** Holds why a reply has no action in good form. */
    record Malformed(Flaw flaw) implements Reading {}

    /** Says what is wrong with the form of a reply. */
    enum Flaw {
        NO_ACTION,
        UNKNOWN_ACTION,
        NO_QUERY,
        BAD_MAXIMUM,
        BAD_SLOT,
        NO_VALUE,
        NO_QUESTION
    }
}
