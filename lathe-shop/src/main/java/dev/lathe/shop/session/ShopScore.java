package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopTask;
import java.util.List;

/**
 * Scores a purchase by canonical value, never by words. The parts are each in [0, 1]:
 *
 * <pre>
 * type       1 if the leaf category is the one asked for, 0.5 if two or more nodes of the paths are shared, else 0
 * attributes share of the attributes asked for, the brand among them, that the product has
 * options    share of the option values asked for that were chosen
 * price      1 if the price of the chosen combination is at most the ceiling, else 0
 * </pre>
 *
 * A part of which nothing was asked is 1. Source: ShopSimulator, appendix C.3, without its fuzzy matches.
 */
public record ShopScore(double type, double attributes, double options, double price, double loose) {
    /** The score of an episode that ended without a purchase. */
    public static final ShopScore NOTHING = new ShopScore(0, 0, 0, 0, 0);

    /**
     * Scores the purchase of one combination.
     *
     * @param chosen one value id per axis of the product, in the order of its axes
     */
    public static ShopScore of(Catalogue catalogue, ShopTask task, Product product, List<String> chosen) {
        double type = 1;
        double price = 1;
        var attributes = new Share();
        var options = new Share();
        for (Constraint constraint : task.constraints()) {
            switch (constraint) {
                case Constraint.CategoryIs(String wanted) -> type = type(catalogue, wanted, product.category());
                case Constraint.AttributeIs(String attribute, String value) ->
                    attributes.count(has(product, attribute, value));
                case Constraint.OptionIs(String axis, String value) ->
                    options.count(chose(product, chosen, axis, value));
                case Constraint.PriceAtMost(int fen) -> price = product.price(chosen) <= fen ? 1 : 0;
            }
        }
        double loose = type * (attributes.hits + options.hits + price) / (attributes.asked + options.asked + 1);
        return new ShopScore(type, attributes.value(), options.value(), price, loose);
    }

    /** Returns the product of the parts. */
    public double strict() {
        return type * attributes * options * price;
    }

    /** Returns 1 if everything that was asked for is right, else 0. */
    public double success() {
        return type == 1 && attributes == 1 && options == 1 && price == 1 ? 1 : 0;
    }

    private static double type(Catalogue catalogue, String wanted, String bought) {
        if (wanted.equals(bought)) {
            return 1;
        }
        return catalogue.category(wanted).sharedNodes(catalogue.category(bought)) >= 2 ? 0.5 : 0;
    }

    private static boolean has(Product product, String attribute, String value) {
        return attribute.equals(Attribute.BRAND)
                ? product.brand().equals(value)
                : value.equals(product.attributes().get(attribute));
    }

    private static boolean chose(Product product, List<String> chosen, String axis, String value) {
        for (int i = 0; i < chosen.size(); i++) {
            if (product.axes().get(i).axis().equals(axis)) {
                return chosen.get(i).equals(value);
            }
        }
        return false;
    }

    private static final class Share {
        private int asked;
        private int hits;

        private void count(boolean hit) {
            asked++;
            hits += hit ? 1 : 0;
        }

        private double value() {
            return asked == 0 ? 1 : (double) hits / asked;
        }
    }
}
