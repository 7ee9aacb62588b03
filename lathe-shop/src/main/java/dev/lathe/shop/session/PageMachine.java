package dev.lathe.shop.session;

import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ProductAxis;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import dev.lathe.shop.session.Page.Start;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves from page to page: a pure function of the page and the action. */
final class PageMachine {
    /** Says what an action leads to. */
    sealed interface Move {
        record Searched(Results page) implements Move {}

        /** Another page of the same results, or the same page again. */
        record Turned(Results page) implements Move {}

        record Opened(Item page) implements Move {}

        /** {@code axis} is the index of the axis that got a value. */
        record Chosen(Item page, int axis) implements Move {}

        record Bought(Item item) implements Move {}

        record Asked(String question) implements Move {}

        /** {@code item} is open, and has a value on every axis. */
        record Proposed(Item item) implements Move {}

        record Left() implements Move {}

        record Refused(Refusal why) implements Move {}
    }

    private final Shop shop;
    private final World world;
    private final Language language;
    private final int pageSize;
    private final ItemPages items;

    PageMachine(Shop shop, Language language, int pageSize) {
        this.shop = shop;
        this.world = shop.world();
        this.language = language;
        this.pageSize = pageSize;
        this.items = new ItemPages(world, language);
    }

    Move move(Page page, ShopAction action) {
        return switch (action) {
            case ShopAction.Search search -> search(search);
            case ShopAction.Open(int slot) -> open(results(page), slot);
            case ShopAction.Choose(String value) -> choose(page, value);
            case ShopAction.Buy() -> buy(page);
            case ShopAction.NextPage() -> turn(results(page), 1);
            case ShopAction.PreviousPage() -> turn(results(page), -1);
            case ShopAction.BackToResults() -> back(page);
            case ShopAction.Ask(String question) -> new Move.Asked(question);
            case ShopAction.Propose(int slot) -> propose(page, slot);
            case ShopAction.Leave() -> new Move.Left();
        };
    }

    int pages(Results results) {
        return Math.max(1, Math.ceilDiv(results.hits().size(), pageSize));
    }

    List<Integer> onPage(Results results) {
        int from = results.number() * pageSize;
        return results.hits()
                .subList(from, Math.min(from + pageSize, results.hits().size()));
    }

    private Move search(ShopAction.Search search) {
        List<Integer> hits = shop.search(language).find(search.query(), search.maxFen(), search.refinement());
        return new Move.Searched(new Results(search.query(), search.maxFen(), search.refinement(), hits, 0));
    }

    private Move open(@Nullable Results results, int slot) {
        if (results == null || results.hits().isEmpty()) {
            return new Move.Refused(new Refusal.NoResults());
        }
        List<Integer> shown = onPage(results);
        if (slot < 1 || slot > shown.size()) {
            return new Move.Refused(new Refusal.NoSuchSlot(shown.size()));
        }
        int product = shown.get(slot - 1);
        int axes = world.product(product).axes().size();
        return new Move.Opened(new Item(results, slot, product, Collections.nCopies(axes, -1)));
    }

    private Move turn(@Nullable Results results, int step) {
        if (results == null) {
            return new Move.Refused(new Refusal.NoResults());
        }
        int number = results.number() + step;
        if (number < 0) {
            return new Move.Refused(new Refusal.FirstPage());
        }
        return number >= pages(results)
                ? new Move.Refused(new Refusal.LastPage())
                : new Move.Turned(results.withNumber(number));
    }

    private static Move back(Page page) {
        return page instanceof Item item ? new Move.Turned(item.results()) : new Move.Refused(new Refusal.NoItemOpen());
    }

    private Move choose(Page page, String value) {
        if (!(page instanceof Item item)) {
            return new Move.Refused(new Refusal.NoItemOpen());
        }
        List<ProductAxis> axes = world.product(item.product()).axes();
        for (int axis = 0; axis < axes.size(); axis++) {
            int index = items.indexOf(axes.get(axis), value);
            if (index >= 0) {
                var choices = new ArrayList<>(item.choices());
                choices.set(axis, index);
                return new Move.Chosen(new Item(item.results(), item.slot(), item.product(), choices), axis);
            }
        }
        return new Move.Refused(new Refusal.NoSuchValue(offered(axes)));
    }

    private Move buy(Page page) {
        if (!(page instanceof Item item)) {
            return new Move.Refused(new Refusal.NoItemOpen());
        }
        if (!item.allChosen()) {
            return new Move.Refused(new Refusal.NotAllChosen(missing(item)));
        }
        return items.inStock(item) ? new Move.Bought(item) : new Move.Refused(new Refusal.SoldOut());
    }

    private Move propose(Page page, int slot) {
        if (!(page instanceof Item item) || item.slot() != slot) {
            return new Move.Refused(new Refusal.NoItemOpen());
        }
        return item.allChosen() ? new Move.Proposed(item) : new Move.Refused(new Refusal.NotAllChosen(missing(item)));
    }

    private static @Nullable Results results(Page page) {
        return switch (page) {
            case Start() -> null;
            case Results results -> results;
            case Item item -> item.results();
        };
    }

    private List<String> offered(List<ProductAxis> axes) {
        return axes.stream().flatMap(axis -> items.names(axis).stream()).toList();
    }

    private List<String> missing(Item item) {
        Product product = world.product(item.product());
        var missing = new ArrayList<String>();
        for (int axis = 0; axis < item.choices().size(); axis++) {
            if (item.choices().get(axis) < 0) {
                missing.add(world.axis(product.axes().get(axis).axis()).name().in(language));
            }
        }
        return missing;
    }
}
