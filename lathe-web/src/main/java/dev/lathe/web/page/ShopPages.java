package dev.lathe.web.page;

import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.PageFile;
import dev.lathe.serve.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Serves the pages for people. */
public final class ShopPages {
    private static final List<PageFile> SHOP = List.of(
            new PageFile("/", "shop.html"),
            new PageFile("/pages/shop.css", "shop.css"),
            new PageFile("/pages/shop.js", "shop.js"),
            new PageFile("/pages/session.js", "session.js"),
            new PageFile("/pages/screens.js", "screens.js"),
            new PageFile("/pages/errand.js", "errand.js"),
            new PageFile("/pages/words.js", "words.js"),
            new PageFile("/pages/dom.js", "dom.js"),
            new PageFile("/pages/icon.svg", "icon.svg"));

    private static final List<PageFile> REPLAY = List.of(
            new PageFile("/replay", "people.html"),
            new PageFile("/customer", "people.html"),
            new PageFile("/versus", "people.html"),
            new PageFile("/pages/people.js", "people.js"),
            new PageFile("/pages/replay.js", "replay.js"),
            new PageFile("/pages/player.js", "player.js"),
            new PageFile("/pages/wishes.js", "wishes.js"),
            new PageFile("/pages/customer.js", "customer.js"),
            new PageFile("/pages/versus.js", "versus.js"));

    private ShopPages() {}

    /**
     * Returns the routes.
     *
     * @param replays whether those pages are served too that show what a task wants
     */
    public static List<Route> routes(boolean replays, ErrorFormat errors) {
        List<PageFile> files = new ArrayList<>(SHOP);
        if (replays) {
            files.addAll(REPLAY);
        }
        return PageFile.routes(ShopPages.class, files, errors);
    }
}
