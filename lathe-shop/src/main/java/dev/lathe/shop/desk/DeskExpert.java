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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Returns the actions that do an errand, with a look at orders and cart. */
    public List<String> actions(DeskTask task) {
        List<String> actions = new ArrayList<>();
        if (!task.orders().isEmpty()) {
            actions.add(DeskVerb.ORDERS.write(""));
        }
        finish(new Place(task, task.cart(), null, Deeds.NONE), true, actions);
        return actions;
    }

    /** Returns the actions that do what is left of an errand, without a look at anything. */
    List<String> left(DeskState now) {
        List<String> actions = new ArrayList<>();
        finish(new Place(now.task(), now.cart(), now.voucher(), now.deeds()), false, actions);
        return actions;
    }

    /** Says where an errand stands. */
    private record Place(
            DeskTask task, List<CartLine> cart, @Nullable Voucher applied, Deeds deeds) {}

    private void finish(Place now, boolean looks, List<String> actions) {
        switch (now.task().goal()) {
            case Goal.Bought goal -> {
                List<CartLine> bought =
                        wouldDo(goal, now) ? now.cart() : now.task().solution();
                fill(now, bought, actions);
                look(looks, actions);
                if (pages(now).total(bought, now.applied()) > goal.mostFen()) {
                    best(now, bought).ifPresent(voucher -> actions.add(DeskVerb.VOUCHER.write(voucher.code())));
                }
                actions.add(DeskVerb.CHECKOUT.write(""));
            }
            case Goal.BoughtExactly(var lines) -> {
                look(looks, actions);
                fill(now, lines, actions);
                actions.add(DeskVerb.CHECKOUT.write(""));
            }
            case Goal.Returned(int order) -> {
                if (!now.deeds().returned().contains(order)) {
                    actions.add(DeskVerb.RETURN.write(String.valueOf(order)));
                }
                actions.add(DeskVerb.LEAVE.write(""));
            }
            case Goal.Answered(String answer) -> actions.add(DeskVerb.ANSWER.write(answer));
            case Goal.Nothing() -> actions.add(DeskVerb.LEAVE.write(""));
        }
    }

    private static void look(boolean looks, List<String> actions) {
        if (looks) {
            actions.add(DeskVerb.CART.write(""));
        }
    }

    /** Returns whether the cart is right as it is, if only the best voucher is applied. */
    private boolean wouldDo(Goal goal, Place now) {
        int total = pages(now).total(now.cart(), best(now, now.cart()).orElse(null));
        return goal.met(world, new Deeds(now.cart(), total, now.deeds().returned(), ""));
    }

    private Optional<Voucher> best(Place now, List<CartLine> lines) {
        DeskPages pages = pages(now);
        return now.task().vouchers().stream().min(Comparator.comparingInt(voucher -> pages.total(lines, voucher)));
    }

    private DeskPages pages(Place now) {
        return new DeskPages(world, now.task().language());
    }

    /** Takes out of the cart what is not wanted, from the end on, and adds what is lacking. */
    private void fill(Place now, List<CartLine> wanted, List<String> actions) {
        List<CartLine> lacking = new ArrayList<>(wanted);
        for (int place = now.cart().size(); place >= 1; place--) {
            if (!lacking.remove(now.cart().get(place - 1))) {
                actions.add(DeskVerb.REMOVE.write("#" + place));
            }
        }
        lacking.forEach(line -> take(line, now.task().language(), actions));
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
}
