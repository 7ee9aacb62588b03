package dev.lathe.shop.shopper;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Category;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.action.Reading;
import dev.lathe.shop.session.ItemPages;
import dev.lathe.shop.session.PageWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes drills: a random product, a plan for it in which half of the time one thing is wrong (each of the attributes and options
 * equally often), and the replies of the fair oracle. The ceiling of the price differs from the price first in the hundreds, the tens
 * or the units, each equally often, or is the price itself.
 */
final class DrillMaker {
    private static final int ATTRIBUTES = 2;

    /** Leaves room for the reply to open the next slot. */
    private static final int SLOTS = 7;

    private final World world;
    private final Language language;
    private final Style style;
    private final ItemPages pages;

    DrillMaker(World world, Language language, Style style) {
        this.world = world;
        this.language = language;
        this.style = style;
        this.pages = new ItemPages(world, language);
    }

    Drill make(long seed) {
        var random = new SplittableRandom(seed);
        Product product = world.product(random.nextInt(world.size()));
        List<String> attributes = attributes(product, random);
        List<Integer> choices = product.axes().stream()
                .map(axis -> random.nextInt(axis.values().size()))
                .toList();
        List<Constraint> wishes = wishes(product, attributes, choices);
        int wrong = random.nextBoolean() ? random.nextInt(attributes.size() + choices.size()) : -1;
        if (wrong >= 0) {
            spoil(wishes, 2 + wrong, product, random);
        }
        int price = product.price(ids(product, choices));
        wishes.add(new Constraint.PriceAtMost(Ceilings.near(price / 100, random) * 100));
        return write(wishes, product, 1 + random.nextInt(SLOTS));
    }

    private Drill write(List<Constraint> wishes, Product product, int slot) {
        var oracle = new FairOracle(
                world,
                language,
                anything -> wishes,
                Habits.FAIR,
                style.withSlotNoise(0).withCarelessness(0),
                0);
        String plan = oracle.begin("");
        oracle.answer(results(product, slot));
        var turns = new ArrayList<Turn>();
        var chosen = new ArrayList<>(Collections.nCopies(product.axes().size(), -1));
        String page = pages.item(product, slot);
        while (true) {
            String reply = oracle.answer(page);
            turns.add(new Turn(page, reply));
            int axis = chosen.indexOf(-1);
            if (axis < 0
                    || !(style.format().read(reply) instanceof Reading.Understood(ShopAction.Choose(String value)))) {
                return new Drill(plan, turns);
            }
            chosen.set(axis, pages.indexOf(product.axes().get(axis), value));
            page = pages.chosen(product, chosen, axis);
        }
    }

    /** Returns a page with two results, so that the oracle opens the first and would open the second next. */
    private String results(Product product, int slot) {
        String line = " " + product.title().in(language) + " " + Amount.text(product.fromPrice());
        return PageWords.of(language).results() + " 1 1\n#" + slot + line + "\n#" + (slot + 1) + line;
    }

    /** Returns two attributes in the order of the category. */
    private List<String> attributes(Product product, SplittableRandom random) {
        Category category = world.category(product.category());
        var chosen = new ArrayList<>(category.attributes());
        while (chosen.size() > ATTRIBUTES) {
            chosen.remove(random.nextInt(chosen.size()));
        }
        return chosen;
    }

    private static List<String> ids(Product product, List<Integer> choices) {
        var ids = new ArrayList<String>();
        for (int axis = 0; axis < choices.size(); axis++) {
            ids.add(product.axes().get(axis).values().get(choices.get(axis)));
        }
        return ids;
    }

    private static List<Constraint> wishes(Product product, List<String> attributes, List<Integer> choices) {
        var wishes = new ArrayList<Constraint>();
        wishes.add(new Constraint.CategoryIs(product.category()));
        wishes.add(new Constraint.AttributeIs(Attribute.BRAND, product.brand()));
        for (String attribute : attributes) {
            wishes.add(
                    new Constraint.AttributeIs(attribute, product.attributes().getOrDefault(attribute, "")));
        }
        List<String> values = ids(product, choices);
        for (int axis = 0; axis < values.size(); axis++) {
            wishes.add(new Constraint.OptionIs(product.axes().get(axis).axis(), values.get(axis)));
        }
        return wishes;
    }

    /** Replaces the value of one wish by one that the product does not have. */
    private void spoil(List<Constraint> wishes, int index, Product product, SplittableRandom random) {
        wishes.set(
                index,
                switch (wishes.get(index)) {
                    case Constraint.AttributeIs(String id, String value) ->
                        new Constraint.AttributeIs(id, world.attribute(id).other(List.of(value), random));
                    case Constraint.OptionIs(String id, String value) ->
                        new Constraint.OptionIs(id, world.axis(id).other(offered(product, id), random));
                    case Constraint other -> other;
                });
    }

    private static List<String> offered(Product product, String axisId) {
        return product.axes().stream()
                .filter(axis -> axis.axis().equals(axisId))
                .map(ProductAxis::values)
                .findFirst()
                .orElse(List.of());
    }
}
