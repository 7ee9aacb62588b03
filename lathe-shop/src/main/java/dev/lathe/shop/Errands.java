package dev.lathe.shop;

import java.util.List;
import java.util.SplittableRandom;

/** Offers what can be wished in a world, by families of products. */
interface Errands {
    World world();

    /** Returns one of any number of families of a split. */
    int family(Split split, int number);

    /** Returns how often all families of a split came before a number: each time they are wished differently. */
    default int round(Split split, int number) {
        return 0;
    }

    String category(int family);

    /** Returns wishes that the target of the family meets, in the order category, brand, attributes, options, the rest. */
    List<Constraint> wishes(int family, Difficulty difficulty, SplittableRandom random);

    /** Returns the index of the product that meets all wishes of a family. */
    int target(int family);

    static Errands of(World world, long seed) {
        return switch (world) {
            case Catalogue catalogue -> new CatalogueErrands(catalogue, seed);
            case Market market -> new MarketErrands(market, seed);
            case ImportedCatalogue imported ->
                throw new IllegalArgumentException("an imported catalogue has tasks of its own");
        };
    }
}
