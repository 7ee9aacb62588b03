package dev.lathe.shop.shopper;

/** Holds the words of a shopper's own notes, which are the same in every language. */
final class Marks {
    static final String WANT = "want";
    static final String MAXIMUM = "max";
    static final String RIGHT = "ok";
    static final String WRONG = "no";
    static final String EQUAL = "eq";
    static final String LESS = "lt";
    static final String GREATER = "gt";

    /** Separates notes from the action. */
    static final String THEN = ";";

    private Marks() {}
}
