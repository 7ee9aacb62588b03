package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.session.Page.Item;
import java.util.ArrayList;
import java.util.List;

/** Writes what an open item shows, in one language. */
public final class ItemPages {
    private final World world;
    private final Language language;
    private final PageWords words;

    public ItemPages(World world, Language language) {
        this.world = world;
        this.language = language;
        this.words = PageWords.of(language);
    }

    /** Writes the page of a product that was opened from a slot: title, attributes, offered options, cheapest price. */
    public String item(Product product, int slot) {
        var text = new StringBuilder(words.item());
        text.append(" #").append(slot).append(' ').append(product.title().in(language));
        product.attributes().forEach((id, value) -> {
            Attribute attribute = world.attribute(id);
            text.append('\n').append(attribute.name().in(language)).append(": ");
            text.append(attribute.value(value).name().in(language));
        });
        for (ProductAxis offered : product.axes()) {
            OptionAxis axis = world.axis(offered.axis());
            text.append('\n').append(axis.name().in(language)).append(':');
            for (String value : offered.values()) {
                text.append(' ').append(axis.value(value).name().in(language));
            }
        }
        Listing listing = world.listing(product.index());
        if (listing.shop() != null) {
            text.append(MarketWords.of(language).lines(listing, listing.shop().in(language)));
        }
        text.append('\n').append(words.from()).append(' ').append(Amount.text(product.fromPrice()));
        return text.toString();
    }

    /**
     * Writes what a choice shows: the value, and the price once every axis has one.
     *
     * @param choices one index into the offered values for each axis, or -1
     * @param axis the index of the axis that was chosen last
     */
    public String chosen(Product product, List<Integer> choices, int axis) {
        OptionAxis names = world.axis(product.axes().get(axis).axis());
        String value = product.axes().get(axis).values().get(choices.get(axis));
        String text =
                names.name().in(language) + " " + names.value(value).name().in(language);
        if (choices.contains(-1)) {
            return text;
        }
        List<String> values = values(product, choices);
        return world.listing(product.index()).inStock(product.cell(values))
                ? text + "\n" + words.price() + ": " + Amount.text(product.price(values))
                : text + "\n" + MarketWords.of(language).soldOut();
    }

    /** Returns what an open item with a full choice is as a purchase. */
    Purchase purchase(Item item) {
        Product product = world.product(item.product());
        return new Purchase(product, world.listing(product.index()), values(product, item.choices()));
    }

    /** Returns whether anything is left of a full choice. */
    boolean inStock(Item item) {
        Product product = world.product(item.product());
        return world.listing(item.product()).inStock(product.cell(values(product, item.choices())));
    }

    /** Returns which of the values that are offered has this name, or -1. */
    public int indexOf(ProductAxis axis, String name) {
        List<String> names = names(axis);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the names of the values that are offered. */
    List<String> names(ProductAxis axis) {
        OptionAxis names = world.axis(axis.axis());
        return axis.values().stream()
                .map(id -> names.value(id).name().in(language))
                .toList();
    }

    /** Returns the value ids of a full choice. */
    static List<String> values(Product product, List<Integer> choices) {
        var values = new ArrayList<String>();
        for (int axis = 0; axis < choices.size(); axis++) {
            values.add(product.axes().get(axis).values().get(choices.get(axis)));
        }
        return values;
    }
}
