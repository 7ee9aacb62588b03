package dev.lathe.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds everything that the shop sells. Immutable, and the same for the same seed and size. */
public final class Catalogue implements World {
    /** The number of products in a family: an original and its seven twins. */
    public static final int FAMILY_SIZE = 8;

    private final Lexicon lexicon;
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final List<Product> products;
    private final List<Family> families;
    private final Map<Shelf, List<Integer>> shelves = new HashMap<>();
    private final String hash;

    private record Shelf(String category, String brand) {}

    Catalogue(Lexicon lexicon, List<Product> products, List<Family> families) {
        this.lexicon = lexicon;
        this.products = List.copyOf(products);
        this.families = List.copyOf(families);
        for (Category category : lexicon.categories()) {
            categories.put(category.id(), category);
        }
        for (Product product : this.products) {
            shelves.computeIfAbsent(new Shelf(product.category(), product.brand()), missing -> new ArrayList<>())
                    .add(product.index());
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

    @Override
    public int size() {
        return products.size();
    }

    @Override
    public Listing listing(int index) {
        return Listing.PLAIN;
    }

    @Override
    public List<Integer> shelf(String category, @Nullable String brand) {
        return brand == null
                ? shelves.entrySet().stream()
                        .filter(shelf -> shelf.getKey().category().equals(category))
                        .flatMap(shelf -> shelf.getValue().stream())
                        .sorted()
                        .toList()
                : shelves.getOrDefault(new Shelf(category, brand), List.of());
    }

    @Override
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

    @Override
    public Category category(String id) {
        return Lexicon.known(categories.get(id), "category", id);
    }

    @Override
    public Attribute attribute(String id) {
        return lexicon.attribute(id);
    }

    @Override
    public OptionAxis axis(String id) {
        return lexicon.axis(id);
    }

    @Override
    public String hash() {
        return hash;
    }

    Lexicon lexicon() {
        return lexicon;
    }
}
