package dev.lathe.shop;

/** States one thing that the buyer asks for, by canonical ids. */
public sealed interface Constraint {
    /** Asks for a leaf category. */
    record CategoryIs(String category) implements Constraint {}

    /** Asks for an attribute value; the brand is the attribute {@link Attribute#BRAND}. */
    record AttributeIs(String attribute, String value) implements Constraint {}

    /** Asks for a number of at least so much, in the unit of the attribute. */
    record NumberAtLeast(String attribute, int least) implements Constraint {}

    /** Asks for a value to be chosen on an option axis. */
    record OptionIs(String axis, String value) implements Constraint {}

    /** Asks that the chosen combination cost at most so many fen. */
    record PriceAtMost(int fen) implements Constraint {}

    /** Asks for a mean rating of at least so many tenths of a star. */
    record RatingAtLeast(int tenths) implements Constraint {}

    /** Asks for delivery in at most so many days. */
    record DeliveredWithin(int days) implements Constraint {}
}
