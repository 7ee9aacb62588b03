package dev.lathe.shop.session;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.OptionAxis;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.action.Amount;
import java.util.ArrayList;
import java.util.List;

/** Writes what an open item shows, in one language. */
public final class ItemPages {
    private final Catalogue catalogue;
    private final Language language;
    private final PageWords words;

    public ItemPages(Catalogue catalogue, Language language) {
        this.catalogue = catalogue;
        this.language = language;
        this.words = PageWords.of(language);
    }

    /** Writes the page of a product that was opened from a slot: title, attributes, offered options, cheapest price. */
    public String item(Product product, int slot) {
        var text = new StringBuilder(words.item());
        text.append(" #").append(slot).append(' ').append(product.title().in(language));
        product.attributes().forEach((id, value) -> {
            Attribute attribute = catalogue.attribute(id);
            text.append('\n').append(attribute.name().in(language)).append(": ");
            text.append(attribute.value(value).name().in(language));
        });
        for (ProductAxis offered : product.axes()) {
            OptionAxis axis = catalogue.axis(offered.axis());
            text.append('\n').append(axis.name().in(language)).append(':');
            for (String value : offered.values()) {
                text.append(' ').append(axis.value(value).name().in(language));
            }
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
        OptionAxis names = catalogue.axis(product.axes().get(axis).axis());
        String value = product.axes().get(axis).values().get(choices.get(axis));
        String text =
                names.name().in(language) + " " + names.value(value).name().in(language);
        if (choices.contains(-1)) {
            return text;
        }
        return text + "\n" + words.price() + ": " + Amount.text(product.price(values(product, choices)));
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
        OptionAxis names = catalogue.axis(axis.axis());
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
