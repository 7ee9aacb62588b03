package dev.lathe.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sells what a file lists, in the words of the file: both languages read the same. Nothing is known of how people say things, so there
 * are neither scenarios nor shoppers. Immutable.
 */
public final class ImportedCatalogue implements World {
    private final List<Product> products;
    private final List<Listing> listings;
    private final Map<String, Category> categories;
    private final Map<String, Attribute> attributes;
    private final Map<String, OptionAxis> axes;
    private final String hash;

    /**
     * Holds products that were read.
     *
     * @param products each at its own index
     * @param listings how each is sold
     * @param hash the SHA-256 of the file, in hexadecimal
     */
    public ImportedCatalogue(
            List<Product> products,
            List<Listing> listings,
            Map<String, Category> categories,
            Map<String, Attribute> attributes,
            Map<String, OptionAxis> axes,
            String hash) {
        this.products = List.copyOf(products);
        this.listings = List.copyOf(listings);
        this.categories = new LinkedHashMap<>(categories);
        this.attributes = new LinkedHashMap<>(attributes);
        this.axes = new LinkedHashMap<>(axes);
        this.hash = hash;
    }

    @Override
    public int size() {
        return products.size();
    }

    @Override
    public Product product(int index) {
        return products.get(index);
    }

    @Override
    public Listing listing(int index) {
        return listings.get(index);
    }

    @Override
    public Category category(String id) {
        return Lexicon.known(categories.get(id), "category", id);
    }

    @Override
    public Attribute attribute(String id) {
        return Lexicon.known(attributes.get(id), "attribute", id);
    }

    @Override
    public OptionAxis axis(String id) {
        return Lexicon.known(axes.get(id), "option axis", id);
    }

    @Override
    public List<Integer> shelf(String category, @Nullable String brand) {
        List<Integer> shelf = new ArrayList<>();
        for (Product product : products) {
            if (product.category().equals(category)
                    && (brand == null || product.brand().equals(brand))) {
                shelf.add(product.index());
            }
        }
        return shelf;
    }

    @Override
    public String hash() {
        return hash;
    }
}
