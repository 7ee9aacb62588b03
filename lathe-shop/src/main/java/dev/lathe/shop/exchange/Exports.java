package dev.lathe.shop.exchange;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Category;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.World;
import dev.lathe.shop.exchange.ExchangeProduct.Axis;
import dev.lathe.shop.exchange.ExchangeProduct.Sku;
import dev.lathe.shop.exchange.ExchangeProduct.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Says the products of a world in the words of one language. */
public final class Exports {
    private final World world;
    private final Language language;

    public Exports(World world, Language language) {
        this.world = world;
        this.language = language;
    }

    /** Returns the first products, each made when it is asked for. */
    public Iterator<ExchangeProduct> products(int count) {
        return IntStream.range(0, Math.min(count, world.size()))
                .mapToObj(this::product)
                .iterator();
    }

    /** Returns one product. */
    public ExchangeProduct product(int index) {
        Product product = world.product(index);
        Listing listing = world.listing(index);
        Category category = world.category(product.category());
        List<String> nodes =
                new ArrayList<>(category.path().subList(0, category.path().size() - 1));
        nodes.add(category.name().in(language));
        List<String> attributes = attributes(product);
        int[] prices = product.prices();
        return new ExchangeProduct(
                product.id(),
                product.title().in(language),
                listing.shop() == null ? "" : listing.shop().in(language),
                nodes,
                "",
                List.of(product.fromPrice(), Arrays.stream(prices).max().orElseThrow()),
                product.axes().stream().map(this::axis).toList(),
                attributes,
                String.join(", ", attributes),
                skus(product, listing),
                List.of());
    }

    private List<String> attributes(Product product) {
        List<String> attributes = new ArrayList<>();
        attributes.add(
                world.attribute(Attribute.BRAND).value(product.brand()).name().in(language));
        product.attributes().forEach((id, value) -> {
            Attribute attribute = world.attribute(id);
            attributes.add(attribute.name().in(language) + " "
                    + attribute.value(value).name().in(language));
        });
        return attributes;
    }

    private Axis axis(ProductAxis offered) {
        OptionAxis axis = world.axis(offered.axis());
        return new Axis(
                axis.name().in(language),
                offered.values().stream()
                        .map(value -> new Value(axis.value(value).name().in(language), null))
                        .toList());
    }

    private List<Sku> skus(Product product, Listing listing) {
        List<Sku> skus = new ArrayList<>();
        for (List<String> chosen : product.combinations()) {
            int cell = product.cell(chosen);
            List<String> names = new ArrayList<>();
            for (int axis = 0; axis < chosen.size(); axis++) {
                names.add(world.axis(product.axes().get(axis).axis())
                        .value(chosen.get(axis))
                        .name()
                        .in(language));
            }
            skus.add(new Sku(
                    names,
                    product.price(chosen),
                    listing.stock().isEmpty() ? 1 : listing.stock().get(cell)));
        }
        return skus;
    }
}
