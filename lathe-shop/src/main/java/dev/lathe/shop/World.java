package dev.lathe.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sells things: what a session, a search and a score need to know of them. Immutable, and the same for the same seed and size. */
public sealed interface World permits Catalogue, Market, ImportedCatalogue {
    /** Returns how many products there are. */
    int size();

    /**
     * Returns the product at an index.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    Product product(int index);

    /** Returns how a product is sold: its shop, stock, rating and delivery. */
    Listing listing(int index);

    /**
     * Returns a leaf category by its id.
     *
     * @throws IllegalArgumentException if there is none
     */
    Category category(String id);

    /**
     * Returns an attribute by its id; {@link Attribute#BRAND} is one.
     *
     * @throws IllegalArgumentException if there is none
     */
    Attribute attribute(String id);

    /**
     * Returns an option axis by its id.
     *
     * @throws IllegalArgumentException if there is none
     */
    OptionAxis axis(String id);

    /** Returns the indexes of the products of a category, of one brand if one is given. */
    List<Integer> shelf(String category, @Nullable String brand);

    /** Returns some of what buyers wrote of a product, the same each time; nothing where nobody writes. */
    default List<Text> reviews(int index, int count) {
        return List.of();
    }

    /** Returns the SHA-256, in hexadecimal, that names this world. */
    String hash();
}
