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
    private final RandomGenerator random;

    FamilyMaker(Lexicon lexicon, RandomGenerator random) {
        this.lexicon = lexicon;
        this.random = random;
    }

    record Made(Family family, List<Product> products) {}

    /** Holds what a member has of its own. */
    private record Draft(Map<String, String> attributes, List<ProductAxis> axes, int[] prices) {}

    Made make(int index, Category category, AttributeValue brand) {
        Map<String, String> attributes = attributes(category);
        List<ProductAxis> axes = axes(category);
        List<String> twinAttributes = inOrder(category.attributes(), Draws.some(category.attributes(), 2, random));
        int twinAxis = random.nextInt(axes.size());
        String twinValue = Draws.one(axes.get(twinAxis).values(), random);
        PriceGrid grid = PriceGrid.draw(axes, twinAxis, twinValue, random);

        Draft original = new Draft(attributes, axes, grid.prices(0));
        List<Draft> drafts = new ArrayList<>(List.of(original));
        for (int steps = 1; steps <= PRICE_TWINS; steps++) {
            drafts.add(new Draft(attributes, axes, grid.prices(steps)));
        }
        for (String attribute : twinAttributes) {
            drafts.add(new Draft(withAnother(attributes, attribute), axes, grid.prices(0)));
        }
        drafts.add(new Draft(attributes, without(axes, twinAxis, twinValue), grid.prices(0)));

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

    private Map<String, String> attributes(Category category) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : category.attributes()) {
            attributes.put(attribute, Draws.one(values(attribute), random));
        }
        return attributes;
    }

    private List<ProductAxis> axes(Category category) {
        List<ProductAxis> axes = new ArrayList<>();
        for (String axis : category.axes()) {
            axes.add(new ProductAxis(axis, Draws.some(options(axis), 3 + random.nextInt(2), random)));
        }
        return axes;
    }

    private Map<String, String> withAnother(Map<String, String> attributes, String changed) {
        Map<String, String> twin = new LinkedHashMap<>(attributes);
        String value = Lexicon.known(attributes.get(changed), "attribute", changed);
        twin.put(changed, Draws.other(values(changed), List.of(value), random));
        return twin;
    }

    private List<ProductAxis> without(List<ProductAxis> axes, int changed, String value) {
        ProductAxis axis = axes.get(changed);
        List<String> values = new ArrayList<>(axis.values());
        values.set(values.indexOf(value), Draws.other(options(axis.axis()), axis.values(), random));
        List<ProductAxis> twin = new ArrayList<>(axes);
        twin.set(changed, new ProductAxis(axis.axis(), values));
        return twin;
    }

    private List<String> values(String attribute) {
        return lexicon.attribute(attribute).values().stream()
                .map(AttributeValue::id)
                .toList();
    }

    private List<String> options(String axis) {
        return lexicon.axis(axis).values().stream().map(OptionValue::id).toList();
    }

    private static List<String> inOrder(List<String> order, List<String> some) {
        return order.stream().filter(some::contains).toList();
    }
}
