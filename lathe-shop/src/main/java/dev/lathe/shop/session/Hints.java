package dev.lathe.shop.session;

import dev.lathe.shop.Product;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.session.Page.Item;
import dev.lathe.shop.session.Page.Results;
import dev.lathe.shop.session.Page.Start;
import java.util.ArrayList;
import java.util.List;

/** Lists what can be done on a page besides searching, for people who play. No agent sees it. */
final class Hints {
    private final World world;
    private final PageMachine machine;
    private final ItemPages items;

    Hints(World world, PageMachine machine, ItemPages items) {
        this.world = world;
        this.machine = machine;
        this.items = items;
    }

    List<ShopAction> on(Page page) {
        return switch (page) {
            case Start start -> List.of();
            case Results results -> onResults(results);
            case Item item -> onItem(item);
        };
    }

    private List<ShopAction> onResults(Results results) {
        var actions = new ArrayList<ShopAction>();
        for (int slot = 1; slot <= machine.onPage(results).size(); slot++) {
            actions.add(new ShopAction.Open(slot));
        }
        if (results.number() + 1 < machine.pages(results)) {
            actions.add(new ShopAction.NextPage());
        }
        if (results.number() > 0) {
            actions.add(new ShopAction.PreviousPage());
        }
        return actions;
    }

    private List<ShopAction> onItem(Item item) {
        var actions = new ArrayList<ShopAction>();
        Product product = world.product(item.product());
        product.axes().forEach(axis -> items.names(axis).forEach(value -> actions.add(new ShopAction.Choose(value))));
        if (item.allChosen()) {
            actions.add(new ShopAction.Buy());
        }
        actions.add(new ShopAction.BackToResults());
        return actions;
    }
}
