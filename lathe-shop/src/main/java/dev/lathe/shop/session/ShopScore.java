package dev.lathe.shop.session;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;

/**
 * Scores a purchase by canonical value, never by words. The parts are each in [0, 1]:
 *
 * <pre>
 * type       1 if the leaf category is the one asked for, 0.5 if two or more nodes of the paths are shared, else 0
 * attributes share of the attributes asked for, with brand, numbers, rating and delivery, that the product has
 * options    share of the option values asked for that were chosen
 * price      1 if the price of the chosen combination is at most the ceiling, else 0
 * </pre>
 *
 * A part of which nothing was asked is 1. Source: ShopSimulator, appendix C.3, without its fuzzy matches.
 */
public record ShopScore(double type, double attributes, double options, double price, double loose) {
    /** Names this score; it changes whenever a purchase would be graded otherwise. */
    public static final String VERSION = "lathe-1";

    /** The score of an episode that ended without a purchase. */
    public static final ShopScore NOTHING = new ShopScore(0, 0, 0, 0, 0);

    /** The score of leaving where nothing meets all constraints. */
    static final ShopScore ABSTAINED = new ShopScore(1, 1, 1, 1, 1);

    /** Scores a purchase. */
    public static ShopScore of(World world, ShopTask task, Purchase purchase) {
        double type = 1;
        double price = 1;
        var attributes = new Share();
        var options = new Share();
        for (Constraint constraint : task.constraints()) {
            boolean met = purchase.meets(constraint);
            switch (constraint) {
                case Constraint.CategoryIs(String wanted) ->
                    type = type(world, wanted, purchase.product().category());
                case Constraint.OptionIs is -> options.count(met);
                case Constraint.PriceAtMost is -> price = met ? 1 : 0;
                case Constraint other -> attributes.count(met);
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

    private static double type(World world, String wanted, String bought) {
        if (wanted.equals(bought)) {
            return 1;
        }
        return world.category(wanted).sharedNodes(world.category(bought)) >= 2 ? 0.5 : 0;
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
