package dev.lathe.shop.search;

/** Chooses how an index of a market holds the words of a product. */
public enum IndexForm {
    /** One field, in which each word counts as often as its place is worth. */
    COMBINED,
    /** A field each for title, brand, category, attributes and options; a word scores by the best of them. */
    FIVE_FIELDS
}
