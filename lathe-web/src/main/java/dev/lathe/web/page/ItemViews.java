package dev.lathe.web.page;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.Screen;
import dev.lathe.web.page.ScreenView.Axis;
import dev.lathe.web.page.ScreenView.Choice;
import dev.lathe.web.page.ScreenView.Item;
import dev.lathe.web.page.ScreenView.Promotion;
import dev.lathe.web.page.ScreenView.Property;
import dev.lathe.web.page.ScreenView.Sale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes open items ready to be drawn in one language. */
final class ItemViews {
    private static final int REVIEWS = 3;

    private final World world;
    private final Language language;
    private final ProductPicture pictures;

    ItemViews(World world, Language language, ProductPicture pictures) {
        this.world = world;
        this.language = language;
        this.pictures = pictures;
    }

    Item of(Screen.Item item) {
        return of(item.slot(), world.product(item.product()), item.choices());
    }

    /**
     * Returns an item to draw.
     *
     * @param choices one index into the offered values for each axis, or -1 where nothing is chosen yet
     */
    Item of(int slot, Product product, List<Integer> choices) {
        Listing listing = world.listing(product.index());
        List<String> chosen = ScreenViews.chosen(product, choices);
        boolean complete = chosen.size() == product.axes().size();
        boolean soldOut = complete && !listing.inStock(product.cell(chosen));
        return new Item(
                slot,
                product.title().in(language),
                properties(world, language, product),
                sale(listing),
                world.reviews(product.index(), REVIEWS).stream()
                        .map(review -> review.in(language))
                        .distinct()
                        .toList(),
                axes(product, choices),
                Amount.text(product.fromPrice()),
                complete && !soldOut ? Amount.text(product.price(chosen)) : null,
                soldOut,
                pictures.of(product, chosen));
    }

    /** Returns the brand and attributes of a product. */
    static List<Property> properties(World world, Language language, Product product) {
        List<Property> properties = new ArrayList<>();
        product.attributes().forEach((id, value) -> {
            Attribute attribute = world.attribute(id);
            properties.add(new Property(
                    attribute.name().in(language), attribute.value(value).name().in(language)));
        });
        return properties;
    }

    private @Nullable Sale sale(Listing listing) {
        if (listing.shop() == null) {
            return null;
        }
        Listing.Promotion offer = listing.promotion();
        return new Sale(
                listing.shop().in(language),
                MarketWords.stars(listing.rating()),
                listing.sales(),
                listing.deliveryDays(),
                listing.shippingFen() == 0 ? null : Amount.text(listing.shippingFen()),
                offer == null ? null : new Promotion(Amount.text(offer.offFen()), Amount.text(offer.fromFen())));
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
