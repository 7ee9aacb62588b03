package dev.lathe.shop.desk;

import dev.lathe.shop.Attribute;
import dev.lathe.shop.Language;
import dev.lathe.shop.Product;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.World;
import dev.lathe.shop.action.ActionFormat;
import dev.lathe.shop.session.Shop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Knows how each errand is done: what a policy can learn from, and the proof that it can be done. */
public final class DeskExpert {
    private static final ActionFormat FORMAT = ActionFormat.TEXT;

    private final Shop shop;
    private final World world;
    private final int pageSize;

    /**
     * Makes an expert.
     *
     * @param pageSize results a page
     */
    public DeskExpert(Shop shop, int pageSize) {
        this.shop = shop;
        this.world = shop.world();
        this.pageSize = pageSize;
    }

    /** Returns the actions that do an errand. */
    public List<String> actions(DeskTask task) {
        List<String> actions = new ArrayList<>();
        if (!task.orders().isEmpty()) {
            actions.add(DeskVerb.ORDERS.write(""));
        }
        switch (task.goal()) {
            case Goal.Bought bought -> {
                task.solution().forEach(line -> take(line, task.language(), actions));
                actions.add(DeskVerb.CART.write(""));
                applyVoucher(task, actions);
                actions.add(DeskVerb.CHECKOUT.write(""));
            }
            case Goal.BoughtExactly(var lines) -> {
                actions.add(DeskVerb.CART.write(""));
                for (int place = task.cart().size(); place >= 1; place--) {
                    if (!lines.contains(task.cart().get(place - 1))) {
                        actions.add(DeskVerb.REMOVE.write("#" + place));
                    }
                }
                actions.add(DeskVerb.CHECKOUT.write(""));
            }
            case Goal.Returned(int order) -> {
                actions.add(DeskVerb.RETURN.write(String.valueOf(order)));
                actions.add(DeskVerb.LEAVE.write(""));
            }
            case Goal.Answered(String answer) -> actions.add(DeskVerb.ANSWER.write(answer));
            case Goal.Nothing() -> actions.add(DeskVerb.LEAVE.write(""));
        }
        return actions;
    }

    /** Searches, turns to the page of the product, opens it, chooses, and adds it. */
    private void take(CartLine line, Language language, List<String> actions) {
        Product product = world.product(line.product());
        String query =
                world.attribute(Attribute.BRAND).value(product.brand()).name().in(language) + " "
                        + world.category(product.category()).name().in(language);
        int rank = shop.search(language).find(query, null).indexOf(line.product());
        actions.add(FORMAT.write(new ShopAction.Search(query, null)));
        for (int page = 0; page < rank / pageSize; page++) {
            actions.add(FORMAT.write(new ShopAction.NextPage()));
        }
        actions.add(FORMAT.write(new ShopAction.Open(rank % pageSize + 1)));
        for (int axis = 0; axis < line.chosen().size(); axis++) {
            String value = world.axis(product.axes().get(axis).axis())
                    .value(line.chosen().get(axis))
                    .name()
                    .in(language);
            actions.add(FORMAT.write(new ShopAction.Choose(value)));
        }
        actions.add(DeskVerb.ADD.write(""));
    }

    private void applyVoucher(DeskTask task, List<String> actions) {
        var pages = new DeskPages(world, task.language());
        task.vouchers().stream()
                .min(Comparator.comparingInt(voucher -> pages.total(task.solution(), voucher)))
                .ifPresent(best -> actions.add(DeskVerb.VOUCHER.write(best.code())));
    }
}
