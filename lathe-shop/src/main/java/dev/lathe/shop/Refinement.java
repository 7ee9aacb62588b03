package dev.lathe.shop;

import org.jspecify.annotations.Nullable;

/**
 * Narrows and orders the results of a search.
 *
 * @param brand the name of the only brand to show, or null
 * @param leastRating the least mean rating in tenths of a star, or null
 * @param order what comes first
 */
public record Refinement(@Nullable String brand, @Nullable Integer leastRating, Order order) {
    /** Shows everything, best match first. */
    public static final Refinement NONE = new Refinement(null, null, Order.RELEVANCE);

    /** Orders results; products that are equal come in the order of their indexes. */
    public enum Order {
        /** The best match first. */
        RELEVANCE,
        /** The cheapest first. */
        PRICE,
        /** The best rated first. */
        RATING,
        /** The most sold first. */
        SALES
    }

    public Refinement withBrand(String name) {
        return new Refinement(name, leastRating, order);
    }

    public Refinement withLeastRating(int tenths) {
        return new Refinement(brand, tenths, order);
    }

    public Refinement withOrder(Order other) {
        return new Refinement(brand, leastRating, other);
    }
}
