package dev.lathe.shop;

import java.util.List;

/**
 * Holds one product in one combination of option values.
 *
 * @param chosen one value id per axis of the product, in the order of its axes
 */
public record Purchase(Product product, Listing listing, List<String> chosen) {
    public Purchase {
        chosen = List.copyOf(chosen);
    }

    /** Returns the price of the combination in fen. */
    public int price() {
        return product.price(chosen);
    }

    /** Returns whether a constraint is met. Categories match exactly here; scores may give partial credit. */
    public boolean meets(Constraint constraint) {
        return switch (constraint) {
            case Constraint.CategoryIs(String id) -> product.category().equals(id);
            case Constraint.AttributeIs(String id, String value) -> product.has(id, value);
            case Constraint.NumberAtLeast(String id, int least) -> product.number(id) >= least;
            case Constraint.OptionIs(String axis, String value) -> chose(axis, value);
            case Constraint.PriceAtMost(int fen) -> price() <= fen;
            case Constraint.RatingAtLeast(int tenths) -> listing.rating() >= tenths;
            case Constraint.DeliveredWithin(int days) -> listing.deliveryDays() <= days;
        };
    }

    private boolean chose(String axis, String value) {
        for (int i = 0; i < chosen.size(); i++) {
            if (product.axes().get(i).axis().equals(axis)) {
                return chosen.get(i).equals(value);
            }
        }
        return false;
    }
}
