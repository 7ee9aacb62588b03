package dev.lathe.shop.score;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Says tasks and purchases of this shop in the words that published simulators compare. There are no queries, bullet points and
 * descriptions; wishes that those simulators do not know, such as a rating, are left out.
 */
public record CompatWords(World world, Language language) {
    private static final double FEN = 100;

    /** Returns what a task asks for. */
    public CompatGoal goal(ShopTask task) {
        List<String> attributes = new ArrayList<>();
        List<String> options = new ArrayList<>();
        double ceiling = 0;
        for (Constraint wish : task.constraints()) {
            switch (wish) {
                case Constraint.AttributeIs(String id, String value) -> attributes.add(attribute(id, value));
                case Constraint.OptionIs(String axis, String value) -> options.add(option(axis, value));
                case Constraint.PriceAtMost(int fen) -> ceiling = fen / FEN;
                case Constraint other -> {}
            }
        }
        Product target = world.product(task.target());
        return new CompatGoal("", category(target), target.title().in(language), attributes, options, ceiling);
    }

    /** Returns what was bought. */
    public CompatPurchase purchase(Purchase purchase) {
        Product product = purchase.product();
        List<String> attributes = new ArrayList<>();
        product.attributes().forEach((id, value) -> attributes.add(attribute(id, value)));
        attributes.add(attribute(Attribute.BRAND, product.brand()));
        List<String> options = new ArrayList<>();
        for (int axis = 0; axis < purchase.chosen().size(); axis++) {
            options.add(
                    option(product.axes().get(axis).axis(), purchase.chosen().get(axis)));
        }
        return new CompatPurchase(
                "",
                category(product),
                product.title().in(language),
                attributes,
                "",
                "",
                options,
                purchase.price() / FEN);
    }

    private String category(Product product) {
        return String.join(" › ", world.category(product.category()).path());
    }

    private String attribute(String id, String value) {
        return world.attribute(id).value(value).name().in(language);
    }

    private String option(String axis, String value) {
        return world.axis(axis).value(value).name().in(language);
    }
}
