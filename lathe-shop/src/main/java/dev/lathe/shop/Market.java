package dev.lathe.shop;

import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sells any number of products of about a thousand leaf categories. Nothing is stored: every product is made again, alone, from the
 * seed and its index. Immutable.
 */
public final class Market implements World {
    /** The version of what a seed means; it changes with every product. */
    public static final int VERSION = 1;

    /** Twins of each original if nothing else is said. */
    public static final int TWINS = 7;

    private static final int MOST_TWINS = 31;
    private static final int MOST_PRODUCTS = 50_000_000;

    private final MarketLexicon lexicon = MarketLexicon.shared();
    private final Map<String, Category> categories = new HashMap<>();
    private final long seed;
    private final int size;
    private final int familySize;
    private final MarketPlaces places;
    private final MarketFamilies families;
    private final MarketProducts products;
    private final String hash;

    /**
     * Opens a market; it takes no time, whatever the size.
     *
     * @param seed decides every product
     * @param products how many
     * @param twins near twins of each original, each of which breaks one wish
     * @throws UserError if there are too many
     */
    public Market(long seed, int products, int twins) {
        if (products < 1 || products > MOST_PRODUCTS) {
            throw new UserError("products is %d; allowed is 1 to %d".formatted(products, MOST_PRODUCTS));
        }
        if (twins < 0 || twins > MOST_TWINS) {
            throw new UserError("twins is %d; allowed is 0 to %d".formatted(twins, MOST_TWINS));
        }
        this.seed = Seeds.of(Seeds.of(seed, "market"), VERSION);
        this.size = products;
        this.familySize = 1 + twins;
        lexicon.words().categories().forEach(category -> categories.put(category.id(), category));
        this.places = new MarketPlaces(lexicon.words(), this.seed);
        this.families = new MarketFamilies(lexicon, places, this.seed, familySize);
        this.products = new MarketProducts(lexicon, this.seed, familySize);
        this.hash = CatalogueHash.of(this);
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns how many products a family has. */
    public int familySize() {
        return familySize;
    }

    /** Returns how many families are whole: tasks are about these. */
    public int families() {
        return size / familySize;
    }

    @Override
    public Product product(int index) {
        return products.product(family(index), index);
    }

    @Override
    public Listing listing(int index) {
        return products.listing(family(index), index);
    }

    /** Returns the products of a range, of which each family is made once. */
    public List<Product> products(int from, int to) {
        List<Product> range = new ArrayList<>(to - from);
        MarketFamily family = family(from);
        for (int index = from; index < to; index++) {
            family = index / familySize == family.index() ? family : family(index);
            range.add(products.product(family, index));
        }
        return range;
    }

    @Override
    public List<Text> reviews(int index, int count) {
        int rating = listing(index).rating();
        var random = new SplittableRandom(Seeds.of(seed, index, 3));
        List<Text> reviews = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String tone = random.nextInt(50) < rating ? "good" : random.nextBoolean() ? "fair" : "bad";
            reviews.add(Draws.one(Lexicon.known(lexicon.reviews().get(tone), "reviews", tone), random));
        }
        return reviews;
    }

    private MarketFamily family(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("the market has no product %d of %d".formatted(index, size));
        }
        return families.family(index / familySize);
    }

    /** Returns a family, by its own index. */
    MarketFamily familyAt(int family) {
        return families.family(family);
    }

    /** Returns the leaf categories, in the order of the lexicon. */
    public List<Category> categories() {
        return lexicon.words().categories();
    }

    /** Returns the place of a brand among all, so that an index can hold it as a number. */
    public int brandPlace(String brand) {
        return places.brandPlace(brand);
    }

    @Override
    public Category category(String id) {
        return Lexicon.known(categories.get(id), "category", id);
    }

    @Override
    public Attribute attribute(String id) {
        return lexicon.words().attribute(id);
    }

    @Override
    public OptionAxis axis(String id) {
        return lexicon.words().axis(id);
    }

    @Override
    public List<Integer> shelf(String category, @Nullable String brand) {
        int all = Math.ceilDiv(size, familySize);
        return places.families(category, all).stream()
                .filter(family -> brand == null || places.brand(family).id().equals(brand))
                .flatMap(family -> IntStream.range(family * familySize, Math.min(size, (family + 1) * familySize))
                        .boxed())
                .toList();
    }

    @Override
    public String hash() {
        return hash;
    }

    Lexicon lexicon() {
        return lexicon.words();
    }

    MarketLexicon marketLexicon() {
        return lexicon;
    }

    /** Returns what decides every product, for the hash. */
    String identity() {
        return "market %d seed %d products %d family %d".formatted(VERSION, seed, size, familySize);
    }
}
