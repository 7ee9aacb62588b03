package dev.lathe.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a screen of the shop, ready to be drawn. It shows what the pages show, and nothing else of a product but what its buyers wrote.
 *
 * @param results what was found, unless nothing was searched for yet
 * @param item what is open, if anything is
 */
public record ScreenView(@Nullable Found results, @Nullable Item item) {
    /**
     * Shows one page of results.
     *
     * @param maxPrice the most that was asked for, or null
     * @param brand the only brand that was asked for, or null
     * @param minStars the least rating that was asked for, or null
     */
    public record Found(
            String query,
            @Nullable String maxPrice,
            @Nullable String brand,
            @Nullable String minStars,
            int page,
            int pages,
            List<Hit> hits,
            Narrower narrower) {}

    /**
     * Shows how many of all matches would be left.
     *
     * @param brands if only one brand were asked for: those with most matches
     * @param stars if so many stars were asked for
     * @param prices if at most so much were to be paid
     */
    public record Narrower(List<Count> brands, List<Count> stars, List<Count> prices) {
        static final Narrower NONE = new Narrower(List.of(), List.of(), List.of());
    }

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
     * @param sale how it is sold, where shops differ
     * @param reviews what buyers wrote
     * @param from the price of the cheapest combination
     * @param price the price of the chosen combination, once every option is chosen and if it can be had
     * @param soldOut whether the chosen combination cannot be had
     */
    public record Item(
            int slot,
            String title,
            List<Property> attributes,
            @Nullable Sale sale,
            List<String> reviews,
            List<Axis> axes,
            String from,
            @Nullable String price,
            boolean soldOut,
            String picture) {}

    /** Shows an attribute. */
    public record Property(String name, String value) {}

    /**
     * Shows how a product is sold.
     *
     * @param shipping what delivery costs, or null where it is free
     * @param promotion what the shop takes off, or null
     */
    public record Sale(
            String shop,
            String stars,
            int sold,
            int days,
            @Nullable String shipping,
            @Nullable Promotion promotion) {}

    /**
     * Shows what a shop takes off.
     *
     * @param from the sum from which it counts
     */
    public record Promotion(String off, String from) {}

    /** Shows what can be chosen on an axis. */
    public record Axis(String name, List<Choice> values) {}

    /** Shows an option value. */
    public record Choice(
            String name, boolean chosen, @Nullable String color) {}
}
