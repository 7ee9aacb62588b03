package dev.lathe.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what satisfies constraints, looking only at products of the right category and brand. */
public final class Satisfaction {
    private final World world;

    public Satisfaction(World world) {
        this.world = world;
    }

    /**
     * Returns how many combinations of option values that are in stock, over all products, satisfy the constraints.
     *
     * @throws IllegalArgumentException if no category is asked for
     */
    public int count(List<Constraint> constraints) {
        int count = 0;
        for (int index : candidates(constraints)) {
            count += count(world.product(index), world.listing(index), constraints);
        }
        return count;
    }

    /** Returns the products of the category and brand that are asked for. */
    List<Integer> candidates(List<Constraint> constraints) {
        String category = null;
        String brand = null;
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.CategoryIs(String id)) {
                category = id;
            } else if (constraint instanceof Constraint.AttributeIs(String id, String value)
                    && id.equals(Attribute.BRAND)) {
                brand = value;
            }
        }
        return shelf(category, brand);
    }

    private List<Integer> shelf(@Nullable String category, @Nullable String brand) {
        if (category == null) {
            throw new IllegalArgumentException("a purchase needs a category");
        }
        return world.shelf(category, brand);
    }

    /** Returns how many combinations of one product that are in stock satisfy the constraints. */
    public static int count(Product product, Listing listing, List<Constraint> constraints) {
        if (constraints.stream().anyMatch(constraint -> rulesOut(product, listing, constraint))) {
            return 0;
        }
        int count = 0;
        List<List<String>> combinations = product.combinations();
        for (int cell = 0; cell < combinations.size(); cell++) {
            var purchase = new Purchase(product, listing, combinations.get(cell));
            count += listing.inStock(cell) && constraints.stream().allMatch(purchase::meets) ? 1 : 0;
        }
        return count;
    }

    /** Returns the least price in fen of a combination that satisfies the constraints, or the largest number if none does. */
    static int cheapest(Product product, Listing listing, List<Constraint> constraints) {
        int least = Integer.MAX_VALUE;
        List<List<String>> combinations = product.combinations();
        for (int cell = 0; cell < combinations.size(); cell++) {
            var purchase = new Purchase(product, listing, combinations.get(cell));
            if (listing.inStock(cell) && constraints.stream().allMatch(purchase::meets)) {
                least = Math.min(least, purchase.price());
            }
        }
        return least;
    }

    /** Returns whether no combination of a product can meet a constraint. */
    private static boolean rulesOut(Product product, Listing listing, Constraint constraint) {
        return switch (constraint) {
            case Constraint.CategoryIs(String id) -> !product.category().equals(id);
            case Constraint.AttributeIs(String id, String value) -> !product.has(id, value);
            case Constraint.NumberAtLeast(String id, int least) -> product.number(id) < least;
            case Constraint.OptionIs(String axis, String value) -> !product.offers(axis, value);
            case Constraint.PriceAtMost(int fen) -> product.fromPrice() > fen;
            case Constraint.RatingAtLeast(int tenths) -> listing.rating() < tenths;
            case Constraint.DeliveredWithin(int days) -> listing.deliveryDays() > days;
        };
    }
}
