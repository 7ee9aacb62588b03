package dev.lathe.shop;

/** Says how far a wording is from the words of the pages. */
public enum Ambiguity {
    /** Values by their names on pages. */
    PLAIN,
    /** Values described in other words, each with the property that it belongs to. */
    DESCRIBED,
    /** Values described, and the property left out where the category leaves only one. */
    VAGUE
}
