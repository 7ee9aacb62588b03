package dev.lathe.shop;

/** Names what a phrase may mean. */
sealed interface WishSense {
    record OfCategory(String category) implements WishSense {}

    record OfBrand(String brand) implements WishSense {}

    /** A property: an attribute or an option axis. */
    record OfCue(String kind) implements WishSense {}

    /** A value of the pool that properties draw from. */
    record OfValue(String pool, String value) implements WishSense {}

    record OfNumber(String attribute, int number) implements WishSense {}

    record OfPrice(int fen) implements WishSense {}

    record OfRating(int tenths) implements WishSense {}

    record OfDays(int days) implements WishSense {}
}
