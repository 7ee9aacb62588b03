package dev.lathe.shop.score;

import java.util.List;

/**
 * Holds what a published simulator asks for.
 *
 * @param category the nodes of the category, divided by {@code ›}
 * @param priceUpper the most that may be paid; 0 or less if nothing is said
 */
public record CompatGoal(
        String query, String category, String title, List<String> attributes, List<String> options, double priceUpper) {
    public CompatGoal {
        attributes = List.copyOf(attributes);
        options = List.copyOf(options);
    }
}
