package dev.lathe.shop;

import java.util.ArrayList;
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
        return prices[cell(values)];
    }

    /**
     * Returns the place of one combination among the prices.
     *
     * @param values one value id per axis, in the order of {@code axes}
     * @throws IllegalArgumentException if a value is not offered
     */
    public int cell(List<String> values) {
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
        return cell;
    }

    /** Returns every combination of option values, in the order of the prices. */
    public List<List<String>> combinations() {
        List<List<String>> combinations = List.of(List.of());
        for (ProductAxis axis : axes) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> shorter : combinations) {
                for (String value : axis.values()) {
                    List<String> values = new ArrayList<>(shorter);
                    values.add(value);
                    longer.add(values);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Returns whether the product has a value of an attribute; the brand is one. */
    public boolean has(String attribute, String value) {
        return attribute.equals(Attribute.BRAND) ? brand.equals(value) : value.equals(attributes.get(attribute));
    }

    /** Returns the value of an attribute that is a number, or -1 if the product has none. */
    public int number(String attribute) {
        String value = attributes.get(attribute);
        return value == null ? -1 : Integer.parseInt(value);
    }

    /** Returns whether a value is offered on an axis. */
    public boolean offers(String axis, String value) {
        for (ProductAxis offered : axes) {
            if (offered.axis().equals(axis)) {
                return offered.values().contains(value);
            }
        }
        return false;
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
