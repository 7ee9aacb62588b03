package dev.lathe.web.page;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.search.Facets;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.Screen;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.page.ScreenView.Axis;
import dev.lathe.web.page.ScreenView.Choice;
import dev.lathe.web.page.ScreenView.Count;
import dev.lathe.web.page.ScreenView.Found;
import dev.lathe.web.page.ScreenView.Hit;
import dev.lathe.web.page.ScreenView.Item;
import dev.lathe.web.page.ScreenView.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes screens ready to be drawn in one language. */
public final class ScreenViews {
    private static final int MOST_BRANDS = 8;

    private final Shop shop;
    private final World world;
    private final Language language;
    private final ProductPicture pictures;

    public ScreenViews(Shop shop, Language language) {
        this.shop = shop;
        this.world = shop.world();
        this.language = language;
        this.pictures = new ProductPicture(world);
    }

    /** Returns a screen to draw. */
    public ScreenView of(Screen screen) {
        return switch (screen) {
            case Screen.Start() -> new ScreenView(null, null);
            case Screen.Results results -> new ScreenView(found(results, brands(results)), null);
            case Screen.Item item -> new ScreenView(found(item.results(), List.of()), item(item));
        };
    }

    private Found found(Screen.Results results, List<Count> brands) {
        List<Hit> hits = new ArrayList<>();
        for (int index : results.products()) {
            Product product = world.product(index);
            hits.add(new Hit(
                    hits.size() + 1,
                    product.title().in(language),
                    Amount.text(product.fromPrice()),
                    stars(world.listing(index)),
                    pictures.of(product, List.of())));
        }
        Integer max = results.maxFen();
        return new Found(
                results.query(), max == null ? null : Amount.text(max), results.page(), results.pages(), hits, brands);
    }

    private List<Count> brands(Screen.Results results) {
        Attribute brands = world.attribute(Attribute.BRAND);
        return shop
                .search(language)
                .facets(results.query(), results.maxFen(), results.refinement())
                .map(Facets::brands)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .limit(MOST_BRANDS)
                .map(brand -> new Count(brands.value(brand.getKey()).name().in(language), brand.getValue()))
                .toList();
    }

    private static @Nullable String stars(Listing listing) {
        return listing.shop() == null ? null : MarketWords.stars(listing.rating());
    }

    private Item item(Screen.Item item) {
        Product product = world.product(item.product());
        List<String> chosen = chosen(product, item.choices());
        return new Item(
                item.slot(),
                product.title().in(language),
                properties(product),
                axes(product, item.choices()),
                Amount.text(product.fromPrice()),
                price(product, chosen),
                pictures.of(product, chosen));
    }

    /** Returns the ids of the values that are chosen. */
    public static List<String> chosen(Product product, List<Integer> choices) {
        List<String> chosen = new ArrayList<>();
        for (int axis = 0; axis < choices.size(); axis++) {
            if (choices.get(axis) >= 0) {
                chosen.add(product.axes().get(axis).values().get(choices.get(axis)));
            }
        }
        return chosen;
    }

    private static @Nullable String price(Product product, List<String> chosen) {
        return chosen.size() == product.axes().size() ? Amount.text(product.price(chosen)) : null;
    }

    private List<Property> properties(Product product) {
        List<Property> properties = new ArrayList<>();
        product.attributes().forEach((id, value) -> {
            Attribute attribute = world.attribute(id);
            properties.add(new Property(
                    attribute.name().in(language), attribute.value(value).name().in(language)));
        });
        return properties;
    }

    private List<Axis> axes(Product product, List<Integer> choices) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < product.axes().size(); i++) {
            ProductAxis offered = product.axes().get(i);
            OptionAxis axis = world.axis(offered.axis());
            List<Choice> values = new ArrayList<>();
            for (int value = 0; value < offered.values().size(); value++) {
                String id = offered.values().get(value);
                values.add(new Choice(axis.value(id).name().in(language), choices.get(i) == value, Palette.named(id)));
            }
            axes.add(new Axis(axis.name().in(language), values));
        }
        return axes;
    }
}
