package dev.lathe.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a screen of the shop, ready to be drawn. It shows what the pages show, and nothing else of a product.
 *
 * @param results what was found, unless nothing was searched for yet
 * @param item what is open, if anything is
 */
public record ScreenView(@Nullable Found results, @Nullable Item item) {
    /**
     * Shows one page of results.
     *
     * @param brands those that most of all matches are of, where they are counted
     */
    public record Found(
            String query, @Nullable String maxPrice, int page, int pages, List<Hit> hits, List<Count> brands) {}

    /** Shows how many matches there are of a sort. */
    public record Count(String name, int count) {}

    /**
     * Shows one result.
     *
     * @param stars its mean rating, where products are rated
     * @param picture SVG
     */
    public record Hit(
            int slot, String title, String price, @Nullable String stars, String picture) {}

    /**
     * Shows an open item.
     *
     * @param from the price of the cheapest combination
     * @param price the price of the chosen combination, once every option is chosen
     */
    public record Item(
            int slot,
            String title,
            List<Property> attributes,
            List<Axis> axes,
            String from,
            @Nullable String price,
            String picture) {}

    /** Shows an attribute. */
    public record Property(String name, String value) {}

    /** Shows what can be chosen on an axis. */
    public record Axis(String name, List<Choice> values) {}

    /** Shows an option value. */
    public record Choice(
            String name, boolean chosen, @Nullable String color) {}
}
