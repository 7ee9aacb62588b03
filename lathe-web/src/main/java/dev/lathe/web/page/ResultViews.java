package dev.lathe.web.page;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Listing;
import dev.lathe.shop.Product;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.search.Facets;
import dev.lathe.shop.session.MarketWords;
import dev.lathe.shop.session.Screen;
import dev.lathe.shop.session.Shop;
import dev.lathe.web.page.ScreenView.Count;
import dev.lathe.web.page.ScreenView.Found;
import dev.lathe.web.page.ScreenView.Hit;
import dev.lathe.web.page.ScreenView.Narrower;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes lists of results ready to be drawn in one language. */
final class ResultViews {
    private static final int MOST_BRANDS = 8;
    private static final int MOST_PRICES = 4;

    private final Shop shop;
    private final World world;
    private final Language language;
    private final ProductPicture pictures;

    ResultViews(Shop shop, Language language, ProductPicture pictures) {
        this.shop = shop;
        this.world = shop.world();
        this.language = language;
        this.pictures = pictures;
    }

    Found of(Screen.Results results) {
        return found(results, Narrower.NONE);
    }

    /** Returns results with what would narrow them. */
    Found withNarrower(Screen.Results results) {
        Facets facets = shop.search(language).facets(results.query(), results.maxFen(), results.refinement());
        return found(results, new Narrower(brands(facets), stars(facets), prices(facets)));
    }

    private Found found(Screen.Results results, Narrower narrower) {
        Integer max = results.maxFen();
        Integer rating = results.refinement().leastRating();
        return new Found(
                results.query(),
                max == null ? null : Amount.text(max),
                results.refinement().brand(),
                rating == null ? null : MarketWords.stars(rating),
                results.page(),
                results.pages(),
                hits(results),
                narrower);
    }

    private List<Hit> hits(Screen.Results results) {
        List<Hit> hits = new ArrayList<>();
        for (int index : results.products()) {
            Product product = world.product(index);
            hits.add(new Hit(
                    hits.size() + 1,
                    product.title().in(language),
                    Amount.text(product.fromPrice()),
                    stars(world.listing(index)),
                    pictures.of(product, List.of())));
        }
        return hits;
    }

    private static @Nullable String stars(Listing listing) {
        return listing.shop() == null ? null : MarketWords.stars(listing.rating());
    }

    private List<Count> brands(Facets facets) {
        Attribute brands = world.attribute(Attribute.BRAND);
        return facets.brands().entrySet().stream()
                .limit(MOST_BRANDS)
                .map(brand -> new Count(brands.value(brand.getKey()).name().in(language), brand.getValue()))
                .toList();
    }

    /** Leaves out what all matches have. */
    private static List<Count> stars(Facets facets) {
        return facets.ratings().entrySet().stream()
                .filter(stars -> stars.getValue() < facets.total())
                .map(stars -> new Count(MarketWords.stars(stars.getKey()), stars.getValue()))
                .toList();
    }

    /** Returns a few ceilings, evenly spread over the bands of prices, below what the dearest match costs. */
    private static List<Count> prices(Facets facets) {
        List<Count> ceilings = new ArrayList<>();
        int upTo = 0;
        for (Map.Entry<Integer, Integer> band : new TreeMap<>(facets.prices()).entrySet()) {
            upTo += band.getValue();
            if (upTo < facets.total()) {
                ceilings.add(new Count(band.getKey().toString(), upTo));
            }
        }
        int step = Math.max(1, Math.ceilDiv(ceilings.size(), MOST_PRICES));
        List<Count> few = new ArrayList<>();
        for (int i = 0; i < ceilings.size(); i += step) {
            few.add(ceilings.get(i));
        }
        return few;
    }
}
