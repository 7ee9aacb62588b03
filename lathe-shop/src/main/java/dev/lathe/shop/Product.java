package dev.lathe.shop;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a product: {@code attributes} maps attribute ids to value ids in the order of its category, and {@code prices} holds
 * the price in fen of each combination of option values, row-major over {@code axes}.
 */
public record Product(
        int index,
        String id,
        int family,
        String category,
        String brand,
        Text title,
        Map<String, String> attributes,
        List<ProductAxis> axes,
        int[] prices) {
    public Product {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        axes = List.copyOf(axes);
        prices = prices.clone();
    }

    /** Returns the price in fen of the cheapest combination: the "from" price. */
    public int fromPrice() {
        int least = prices[0];
        for (int price : prices) {
            least = Math.min(least, price);
        }
        return least;
    }

    /**
     * Returns the price in fen of one combination.
     *
     * @param values one value id per axis, in the order of {@code axes}
     * @throws IllegalArgumentException if a value is not offered
     */
    public int price(List<String> values) {
        if (values.size() != axes.size()) {
            throw new IllegalArgumentException(id + " has " + axes.size() + " option axes, not " + values.size());
        }
        int cell = 0;
        for (int i = 0; i < axes.size(); i++) {
            List<String> offered = axes.get(i).values();
            int place = offered.indexOf(values.get(i));
            if (place < 0) {
                throw new IllegalArgumentException(id + " does not offer " + values.get(i));
            }
            cell = cell * offered.size() + place;
        }
        return prices[cell];
    }

    /** Returns a copy: a product cannot change. */
    @Override
    public int[] prices() {
        return prices.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Product product
                && index == product.index
                && id.equals(product.id)
                && family == product.family
                && category.equals(product.category)
                && brand.equals(product.brand)
                && title.equals(product.title)
                && attributes.equals(product.attributes)
                && axes.equals(product.axes)
                && Arrays.equals(prices, product.prices);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
