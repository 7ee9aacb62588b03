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
    /** Takes a key that a file lacks, which is read as null, for an empty one. */
    public ExchangeProduct {
        id = orEmpty(id);
        title = orEmpty(title);
        shop = orEmpty(shop);
        category = orEmpty(category);
        query = orEmpty(query);
        prices = orEmpty(prices);
        axes = orEmpty(axes);
        attributes = orEmpty(attributes);
        description = orEmpty(description);
        skus = orEmpty(skus);
        requests = orEmpty(requests);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Names a choice and what is offered. */
    public record Axis(String name, List<Value> values) {
        public Axis {
            name = orEmpty(name);
            values = orEmpty(values);
        }
    }

    /** Holds a value that is offered, and its price in fen where it has one of its own. */
    public record Value(String value, @Nullable Integer price) {
        public Value {
            value = orEmpty(value);
        }
    }

    /** Holds one combination of values, in the order of the axes. */
    public record Sku(List<String> values, int price, int stock) {
        public Sku {
            values = orEmpty(values);
        }
    }

    /** Holds a request that the product answers, and a shorter one that leaves things to a profile. */
    public record Request(String text, String simple, List<String> attributes, List<String> options) {
        public Request {
            text = orEmpty(text);
            simple = orEmpty(simple);
            attributes = orEmpty(attributes);
            options = orEmpty(options);
        }
    }
}
