package dev.lathe.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds how a product is sold.
 *
 * @param shop the name of the shop, or null where the world has a single one and tells nothing but prices
 * @param rating mean rating in tenths of a star, 10 to 50
 * @param ratings how many rated it
 * @param sales how many were sold
 * @param deliveryDays days until it arrives
 * @param shippingFen what delivery costs
 * @param promotion what the shop takes off, or null
 * @param stock pieces left of each combination of option values, row-major as the prices; empty where stock never ends
 */
public record Listing(
        @Nullable Text shop,
        int rating,
        int ratings,
        int sales,
        int deliveryDays,
        int shippingFen,
        @Nullable Promotion promotion,
        List<Integer> stock) {
    /** A world of one shop where stock never ends, delivery is free and nobody rates. */
    public static final Listing PLAIN = new Listing(null, 50, 0, 0, 0, 0, null, List.of());

    /**
     * Takes something off a sum.
     *
     * @param fromFen the sum from which it counts
     * @param offFen what it takes off
     */
    public record Promotion(int fromFen, int offFen) {}

    public Listing {
        stock = List.copyOf(stock);
    }

    /** Returns whether a combination can be bought. */
    public boolean inStock(int cell) {
        return stock.isEmpty() || stock.get(cell) > 0;
    }
}
