package dev.lathe.shop;

import dev.lathe.core.Seeds;
import dev.lathe.core.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a catalogue: families are spread evenly over the categories, a brand comes at most once in each. */
final class CatalogueGenerator {
    private final Lexicon lexicon;
    private final long seed;

    CatalogueGenerator(Lexicon lexicon, long seed) {
        this.lexicon = lexicon;
        this.seed = Seeds.of(seed, "catalogue");
    }

    private record Place(Category category, AttributeValue brand) {}

    Catalogue generate(int count) {
        int most = lexicon.categories().size() * lexicon.brands().values().size() * Catalogue.FAMILY_SIZE;
        if (count <= 0 || count % Catalogue.FAMILY_SIZE != 0 || count > most) {
            throw new UserError("products is " + count + "; allowed is a multiple of " + Catalogue.FAMILY_SIZE
                    + " from " + Catalogue.FAMILY_SIZE + " to " + most);
        }
        List<Product> products = new ArrayList<>(count);
        List<Family> families = new ArrayList<>();
        var dealer = new Dealer(Seeds.of(seed, -3));
        for (Place place : places(count / Catalogue.FAMILY_SIZE)) {
            int index = families.size();
            var maker = new FamilyMaker(lexicon, dealer, new SplittableRandom(Seeds.of(seed, index)));
            FamilyMaker.Made made = maker.make(index, place.category(), place.brand());
            families.add(made.family());
            products.addAll(made.products());
        }
        return new Catalogue(lexicon, products, families);
    }

    private List<Place> places(int families) {
        List<Category> categories = lexicon.categories();
        List<Place> places = new ArrayList<>(families);
        for (int i = 0; i < categories.size(); i++) {
            int share = families / categories.size() + (i < families % categories.size() ? 1 : 0);
            var random = new SplittableRandom(Seeds.of(seed, -1, i));
            for (AttributeValue brand : Draws.some(lexicon.brands().values(), share, random)) {
                places.add(new Place(categories.get(i), brand));
            }
        }
        return Draws.shuffled(places, new SplittableRandom(Seeds.of(seed, -2)));
    }
}
