package dev.lathe.shop.session;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.ImportedCatalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.World;
import dev.lathe.shop.search.Analysis;
import dev.lathe.shop.search.IndexForm;
import dev.lathe.shop.search.MarketIndex;
import dev.lathe.shop.search.Search;
import dev.lathe.shop.search.ShopSearch;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Holds a world and its search. One shop is shared by all sessions; the index of a language is built when it is first used. */
public final class Shop {
    private final World world;
    private final Function<Language, Search> opening;
    private final Map<Language, Search> searches = new EnumMap<>(Language.class);

    private Shop(World world, Function<Language, Search> opening) {
        this.world = world;
        this.opening = opening;
    }

    /** Opens a shop whose index lies in memory and has the usual terms. */
    public Shop(World world) {
        this(world, Analysis.USUAL);
    }

    /** Opens a shop whose index lies in memory. */
    public Shop(World world, Analysis analysis) {
        this(world, language -> switch (world) {
            case Catalogue catalogue -> ShopSearch.index(catalogue, language, analysis);
            case ImportedCatalogue imported -> ShopSearch.index(imported, language, analysis);
            case Market market -> MarketIndex.inMemory(market, IndexForm.COMBINED.with(analysis), language);
        });
    }

    /**
     * Opens a market whose index was built in a folder.
     *
     * @throws dev.lathe.core.UserError if there is none, or one of another market or in another form
     */
    public static Shop of(Market market, IndexForm form, Path index) {
        MarketIndex.require(market, form, index);
        return new Shop(market, language -> MarketIndex.open(market, form, language, index));
    }

    public World world() {
        return world;
    }

    public synchronized Search search(Language language) {
        return searches.computeIfAbsent(language, opening);
    }
}
