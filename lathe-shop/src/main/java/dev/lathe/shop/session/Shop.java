package dev.lathe.shop.session;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.search.ShopSearch;
import java.util.EnumMap;
import java.util.Map;

/** Holds a catalogue and its search. One shop is shared by all sessions; the index of a language is built when it is first used. */
public final class Shop {
    private final Catalogue catalogue;
    private final Map<Language, ShopSearch> searches = new EnumMap<>(Language.class);

    public Shop(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public synchronized ShopSearch search(Language language) {
        return searches.computeIfAbsent(language, missing -> ShopSearch.index(catalogue, missing));
    }
}
