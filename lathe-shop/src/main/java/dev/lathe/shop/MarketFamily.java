package dev.lathe.shop;

import java.util.List;
import java.util.Map;

/**
 * Groups products of one brand and one leaf category that share their line. All but the original are twins, and each twin breaks
 * exactly one of the wishes that tasks of this family can have.
 *
 * @param original the index of the product that all wishes are met by
 * @param broken for each member what it breaks; {@link Break#NOTHING} for the original
 * @param stated the enumerated attributes that wishes name
 * @param measured the number that wishes bound from below
 * @param flagged the flag that wishes ask for
 * @param twinAxis the place of the option axis whose value a twin does not offer
 * @param twinValue the value that wishes choose there
 * @param rating the least rating, in tenths, that wishes ask for
 * @param days the most days of delivery that wishes allow
 */
record MarketFamily(
        int index,
        Category category,
        AttributeValue brand,
        Text line,
        int original,
        List<Break> broken,
        Map<String, String> attributes,
        List<String> stated,
        String measured,
        String flagged,
        List<ProductAxis> axes,
        int twinAxis,
        String twinValue,
        PriceGrid prices,
        int rating,
        int days) {
    /** Names what a twin breaks. */
    enum Break {
        NOTHING,
        PRICE,
        FIRST_ATTRIBUTE,
        SECOND_ATTRIBUTE,
        NUMBER,
        FLAG,
        OPTION,
        RATING,
        DELIVERY
    }

    MarketFamily {
        broken = List.copyOf(broken);
        stated = List.copyOf(stated);
        axes = List.copyOf(axes);
    }
}
