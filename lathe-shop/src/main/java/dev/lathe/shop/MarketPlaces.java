package dev.lathe.shop;

import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the families of a market among categories and brands: categories take turns, and in each category the brands come in an
 * order of its own, a brand again only after all others.
 */
final class MarketPlaces {
    private final List<Category> categories;
    private final List<AttributeValue> brands;
    private final long seed;
    private final Map<String, Integer> categoryPlaces = new HashMap<>();
    private final Map<String, Integer> brandPlaces = new HashMap<>();

    MarketPlaces(Lexicon lexicon, long seed) {
        this.categories = lexicon.categories();
        this.brands = lexicon.brands().values();
        this.seed = Seeds.of(seed, "places");
        for (int i = 0; i < categories.size(); i++) {
            categoryPlaces.put(categories.get(i).id(), i);
        }
        for (int i = 0; i < brands.size(); i++) {
            brandPlaces.put(brands.get(i).id(), i);
        }
    }

    Category category(int family) {
        return categories.get(family % categories.size());
    }

    AttributeValue brand(int family) {
        int category = family % categories.size();
        int round = family / categories.size() % brands.size();
        return brands.get((int) ((step(category) * round + shift(category)) % brands.size()));
    }

    /** Returns the place of a brand among all. */
    int brandPlace(String brand) {
        return Lexicon.known(brandPlaces.get(brand), "brand", brand);
    }

    /** Returns the families of a category among the first so many. */
    List<Integer> families(String category, int count) {
        int place = Lexicon.known(categoryPlaces.get(category), "category", category);
        List<Integer> families = new ArrayList<>();
        for (int family = place; family < count; family += categories.size()) {
            families.add(family);
        }
        return families;
    }

    /** Returns a step that visits every brand: one without a common divisor with their number. */
    private long step(int category) {
        long step = 1 + Long.remainderUnsigned(Seeds.of(seed, category, 1), brands.size() - 1);
        while (greatestCommonDivisor(step, brands.size()) != 1) {
            step = step % (brands.size() - 1) + 1;
        }
        return step;
    }

    private long shift(int category) {
        return Long.remainderUnsigned(Seeds.of(seed, category, 2), brands.size());
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
