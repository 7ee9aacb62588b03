package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;

/** Finds what can be wished of a family: only the original meets all of it, and each twin breaks one wish. */
final class MarketWishes {
    private MarketWishes() {}

    /** Returns every wish, in the order category, brand, attributes, number, flag, options, price, rating, delivery. */
    static List<Constraint> all(Market market, MarketFamily family) {
        Product original = market.product(family.original());
        List<Constraint> wishes = new ArrayList<>();
        wishes.add(new Constraint.CategoryIs(family.category().id()));
        wishes.add(new Constraint.AttributeIs(Attribute.BRAND, family.brand().id()));
        for (String attribute : family.category().attributes()) {
            if (family.stated().contains(attribute)) {
                wishes.add(new Constraint.AttributeIs(
                        attribute, Lexicon.known(original.attributes().get(attribute), "attribute", attribute)));
            }
        }
        wishes.add(new Constraint.NumberAtLeast(family.measured(), original.number(family.measured())));
        wishes.add(new Constraint.AttributeIs(family.flagged(), MarketLexicon.YES));
        List<String> values = choice(family);
        for (int axis = 0; axis < values.size(); axis++) {
            wishes.add(new Constraint.OptionIs(family.axes().get(axis).axis(), values.get(axis)));
        }
        wishes.add(new Constraint.PriceAtMost(original.price(values)));
        wishes.add(new Constraint.RatingAtLeast(family.rating()));
        wishes.add(new Constraint.DeliveredWithin(family.days()));
        return wishes;
    }

    /** Returns the wished value of each axis: where no twin differs, the first that is offered. */
    static List<String> choice(MarketFamily family) {
        List<String> values = new ArrayList<>();
        for (int axis = 0; axis < family.axes().size(); axis++) {
            values.add(
                    axis == family.twinAxis()
                            ? family.twinValue()
                            : family.axes().get(axis).values().getFirst());
        }
        return values;
    }
}
