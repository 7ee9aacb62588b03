package dev.lathe.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what satisfies constraints, looking only at products of the right category and brand. */
final class Satisfaction {
    private record Shelf(String category, String brand) {}

    private final List<Product> all;
    private final Map<Shelf, List<Product>> shelves = new HashMap<>();

    Satisfaction(Catalogue catalogue) {
        this.all = catalogue.products();
        for (Product product : all) {
            shelves.computeIfAbsent(new Shelf(product.category(), product.brand()), missing -> new ArrayList<>())
                    .add(product);
        }
    }

    /** Returns how many combinations of option values, over all products, satisfy the constraints. */
    int count(List<Constraint> constraints) {
        int count = 0;
        for (Product product : candidates(constraints)) {
            count += count(product, constraints);
        }
        return count;
    }

    private List<Product> candidates(List<Constraint> constraints) {
        String category = "";
        String brand = "";
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.CategoryIs(String id)) {
                category = id;
            } else if (constraint instanceof Constraint.AttributeIs(String id, String value)
                    && id.equals(Attribute.BRAND)) {
                brand = value;
            }
        }
        return category.isEmpty() || brand.isEmpty()
                ? all
                : shelves.getOrDefault(new Shelf(category, brand), List.of());
    }

    private static int count(Product product, List<Constraint> constraints) {
        if (!product(product, constraints)) {
            return 0;
        }
        int count = 0;
        for (List<String> values : combinations(product.axes())) {
            if (combination(product, values, constraints)) {
                count++;
            }
        }
        return count;
    }

    private static boolean product(Product product, List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            boolean holds = switch (constraint) {
                case Constraint.CategoryIs(String id) -> product.category().equals(id);
                case Constraint.AttributeIs(String id, String value) ->
                    id.equals(Attribute.BRAND)
                            ? product.brand().equals(value)
                            : value.equals(product.attributes().get(id));
                case Constraint.OptionIs(String axis, String value) -> offers(product, axis, value);
                case Constraint.PriceAtMost(int fen) -> true;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean offers(Product product, String axis, String value) {
        return product.axes().stream()
                .anyMatch(offered ->
                        offered.axis().equals(axis) && offered.values().contains(value));
    }

    private static boolean combination(Product product, List<String> values, List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            boolean holds = switch (constraint) {
                case Constraint.OptionIs(String axis, String value) -> chosen(product, values, axis, value);
                case Constraint.PriceAtMost(int fen) -> product.price(values) <= fen;
                case Constraint.CategoryIs is -> true;
                case Constraint.AttributeIs is -> true;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean chosen(Product product, List<String> values, String axis, String value) {
        for (int i = 0; i < values.size(); i++) {
            if (product.axes().get(i).axis().equals(axis)) {
                return values.get(i).equals(value);
            }
        }
        return false;
    }

    private static List<List<String>> combinations(List<ProductAxis> axes) {
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
}
