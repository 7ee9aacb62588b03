package dev.lathe.shop.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a product in words, as files have it.
 *
 * @param category the nodes of the category, from the root
 * @param query the search words that the file gives the product, often none
 * @param prices the least and the greatest price in fen, or one, or none
 * @param attributes short words, such as a material
 * @param skus the combinations with price and stock; empty where a file knows prices of single values at most
 */
public record ExchangeProduct(
        String id,
        String title,
        String shop,
        List<String> category,
        String query,
        List<Integer> prices,
        List<Axis> axes,
        List<String> attributes,
        String description,
        List<Sku> skus,
        List<Request> requests) {
    /** Names a choice and what is offered. */
    public record Axis(String name, List<Value> values) {}

    /** Holds a value that is offered, and its price in fen where it has one of its own. */
    public record Value(String value, @Nullable Integer price) {}

    /** Holds one combination of values, in the order of the axes. */
    public record Sku(List<String> values, int price, int stock) {}

    /** Holds a request that the product answers, and a shorter one that leaves things to a profile. */
    public record Request(String text, String simple, List<String> attributes, List<String> options) {}
}
