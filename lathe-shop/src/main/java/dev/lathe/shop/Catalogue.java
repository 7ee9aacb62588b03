package dev.lathe.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds everything that the shop sells. Immutable, and the same for the same seed and size. */
public final class Catalogue {
    /** The number of products in a family: an original and its seven twins. */
    public static final int FAMILY_SIZE = 8;

    private final Lexicon lexicon;
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final List<Product> products;
    private final List<Family> families;
    private final String hash;

    Catalogue(Lexicon lexicon, List<Product> products, List<Family> families) {
        this.lexicon = lexicon;
        this.products = List.copyOf(products);
        this.families = List.copyOf(families);
        for (Category category : lexicon.categories()) {
            categories.put(category.id(), category);
        }
        this.hash = CatalogueHash.of(lexicon, this.products);
    }

    /**
     * Generates a catalogue from a seed.
     *
     * @param products how many, a positive multiple of {@value #FAMILY_SIZE}
     * @throws dev.lathe.core.UserError if there are not enough brands and categories for so many
     */
    public static Catalogue generate(long seed, int products) {
        return new CatalogueGenerator(Lexicon.shared(), seed).generate(products);
    }

    /** Returns all products, each at its own index. */
    public List<Product> products() {
        return products;
    }

    /** Returns the product at an index. */
    public Product product(int index) {
        return products.get(index);
    }

    /** Returns the families. Agents must not see them: they tell the original from its twins. */
    public List<Family> families() {
        return families;
    }

    /** Returns the leaf categories, in the order of the lexicon. */
    public List<Category> categories() {
        return lexicon.categories();
    }

    /**
     * Returns a leaf category by its id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Category category(String id) {
        return Lexicon.known(categories.get(id), "category", id);
    }

    /**
     * Returns an attribute by its id; {@link Attribute#BRAND} is one.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Attribute attribute(String id) {
        return lexicon.attribute(id);
    }

    /**
     * Returns an option axis by its id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public OptionAxis axis(String id) {
        return lexicon.axis(id);
    }

    /** Returns the SHA-256, in hexadecimal, of everything in this catalogue. */
    public String hash() {
        return hash;
    }

    Lexicon lexicon() {
        return lexicon;
    }
}
