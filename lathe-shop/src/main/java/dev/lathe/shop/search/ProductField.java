package dev.lathe.shop.search;

import java.util.List;
import java.util.Locale;

/** Names where a word of a product stands, and what it is worth there. */
enum ProductField {
    TITLE(3, 3f),
    BRAND(2, 2f),
    CATEGORY(2, 2f),
    ATTRIBUTES(2, 1.5f),
    OPTIONS(1, 1.2f);

    /** The field that holds all words in {@link IndexForm#COMBINED}. */
    static final String TEXT = "text";

    static final String PRICE = "price";
    static final String RATING = "rating";
    static final String SALES = "sales";
    static final String BRAND_PLACE = "brand_place";

    private final int count;
    private final float boost;

    ProductField(int count, float boost) {
        this.count = count;
        this.boost = boost;
    }

    /** Returns how often a word here counts in the combined field. */
    int count() {
        return count;
    }

    /** Returns what a match here is worth among five fields. */
    float boost() {
        return boost;
    }

    String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<ProductField> all() {
        return List.of(values());
    }
}
