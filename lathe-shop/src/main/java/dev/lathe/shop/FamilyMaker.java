package dev.lathe.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the eight products of a family from one stream of random numbers. */
final class FamilyMaker {
    private static final int PRICE_TWINS = 4;

    private final Lexicon lexicon;
    private final AxisDraws offers;
    private final Dealer dealer;
    private final RandomGenerator random;

    /**
     * Makes a family.
     *
     * @param dealer deals what its task will state, so that all families of a split together state each value equally often
     */
    FamilyMaker(Lexicon lexicon, Dealer dealer, RandomGenerator random) {
        this.lexicon = lexicon;
        this.offers = new AxisDraws(lexicon);
        this.dealer = dealer;
        this.random = random;
    }

    record Made(Family family, List<Product> products) {}

    /** Holds what a member has of its own. */
    private record Draft(Map<String, String> attributes, List<ProductAxis> axes, int[] prices) {}

    Made make(int index, Category category, AttributeValue brand) {
        String split = Splits.ofFamily(index).name();
        List<String> twinAttributes = twinAttributes(category, split);
        Map<String, String> attributes = attributes(category, twinAttributes, split);
        int twinAxis = random.nextInt(category.axes().size());
        String axis = category.axes().get(twinAxis);
        String twinValue = dealt(split, axis, lexicon.axis(axis).ids());
        List<ProductAxis> axes = offers.axes(category, twinAxis, twinValue, random);
        PriceGrid grid = PriceGrid.draw(axes, twinAxis, twinValue, random);

        Draft original = new Draft(attributes, axes, grid.prices(0));
        List<Draft> drafts = new ArrayList<>(List.of(original));
        for (int steps = 1; steps <= PRICE_TWINS; steps++) {
            drafts.add(new Draft(attributes, axes, grid.prices(steps)));
        }
        for (String attribute : twinAttributes) {
            drafts.add(new Draft(withAnother(attributes, attribute), axes, grid.prices(0)));
        }
        drafts.add(new Draft(attributes, offers.without(axes, twinAxis, twinValue, random), grid.prices(0)));

        List<Draft> members = Draws.shuffled(drafts, random);
        Text title = title(category, brand);
        int first = index * Catalogue.FAMILY_SIZE;
        List<Product> products = new ArrayList<>();
        for (Draft member : members) {
            int place = first + products.size();
            products.add(new Product(
                    place,
                    String.format(Locale.ROOT, "p%05d", place),
                    index,
                    category.id(),
                    brand.id(),
                    title,
                    member.attributes(),
                    member.axes(),
                    member.prices()));
        }
        Family family = new Family(
                index,
                category.id(),
                brand.id(),
                first + members.indexOf(original),
                products.stream().map(Product::index).toList(),
                twinAttributes,
                axes.get(twinAxis).axis(),
                twinValue);
        return new Made(family, products);
    }

    private Text title(Category category, AttributeValue brand) {
        Text line = Draws.one(lexicon.lines(), random);
        return new Text(
                String.join(" ", brand.name().en(), line.en(), category.name().en()),
                String.join(" ", brand.name().zh(), line.zh(), category.name().zh()));
    }

    /** Returns two attributes; all pairs of a category come equally often. */
    private List<String> twinAttributes(Category category, String split) {
        List<String> pairs = new ArrayList<>();
        for (String one : category.attributes()) {
            for (String other : category.attributes()) {
                if (category.attributes().indexOf(one) < category.attributes().indexOf(other)) {
                    pairs.add(one + " " + other);
                }
            }
        }
        return List.of(dealt(split, category.id(), pairs).split(" ", 2));
    }

    private Map<String, String> attributes(Category category, List<String> stated, String split) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : category.attributes()) {
            List<String> values = lexicon.attribute(attribute).ids();
            attributes.put(
                    attribute,
                    stated.contains(attribute) ? dealt(split, attribute, values) : Draws.one(values, random));
        }
        return attributes;
    }

    private String dealt(String split, String deck, List<String> cards) {
        return dealer.deal(split + " " + deck, cards);
    }

    private Map<String, String> withAnother(Map<String, String> attributes, String changed) {
        Map<String, String> twin = new LinkedHashMap<>(attributes);
        String value = Lexicon.known(attributes.get(changed), "attribute", changed);
        twin.put(changed, lexicon.attribute(changed).other(List.of(value), random));
        return twin;
    }
}
