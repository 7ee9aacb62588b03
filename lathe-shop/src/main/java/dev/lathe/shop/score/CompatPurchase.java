package dev.lathe.shop.score;

import java.util.List;

/**
 * Holds what was bought in a published simulator.
 *
 * @param category the nodes of the category, divided by {@code ›}
 * @param options the chosen values
 */
public record CompatPurchase(
        String query,
        String category,
        String title,
        List<String> attributes,
        String bullets,
        String description,
        List<String> options,
        double price) {
    public CompatPurchase {
        attributes = List.copyOf(attributes);
        options = List.copyOf(options);
    }
}
