package dev.lathe.web.page;

import dev.lathe.core.DisplayName;
import dev.lathe.shop.Language;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import dev.lathe.shop.desk.CartLine;
import dev.lathe.shop.desk.DeskScreen;
import dev.lathe.shop.desk.PastOrder;
import dev.lathe.shop.desk.Voucher;
import dev.lathe.web.page.ErrandView.Coupon;
import dev.lathe.web.page.ErrandView.Ordered;
import dev.lathe.web.page.ErrandView.Thing;
import java.util.ArrayList;
import java.util.List;

/** Makes carts and orders ready to be drawn in one language. */
public final class ErrandViews {
    private final World world;
    private final Language language;

    public ErrandViews(World world, Language language) {
        this.world = world;
        this.language = language;
    }

    /** Returns what to draw beside the shop. */
    public ErrandView of(DeskScreen screen) {
        Voucher applied = screen.applied();
        return new ErrandView(
                screen.cart().stream().map(this::thing).toList(),
                screen.vouchers().stream()
                        .map(each -> new Coupon(each.code(), Amount.text(each.offFen()), Amount.text(each.fromFen())))
                        .toList(),
                applied == null ? null : applied.code(),
                screen.shippingFen() == 0 ? null : Amount.text(screen.shippingFen()),
                Amount.text(screen.totalFen()),
                screen.orders().stream()
                        .map(order -> ordered(order, screen.returned().contains(order.number())))
                        .toList());
    }

    /** Returns something in a cart or an order. */
    public Thing thing(CartLine line) {
        Purchase purchase = line.in(world);
        List<String> options = new ArrayList<>();
        for (int axis = 0; axis < line.chosen().size(); axis++) {
            String id = purchase.product().axes().get(axis).axis();
            options.add(world.axis(id).value(line.chosen().get(axis)).name().in(language));
        }
        return new Thing(purchase.product().title().in(language), options, Amount.text(purchase.price()));
    }

    private Ordered ordered(PastOrder order, boolean returned) {
        return new Ordered(
                order.number(),
                thing(order.line()),
                ItemViews.properties(world, language, world.product(order.line().product())),
                DisplayName.of(order.status()),
                order.status() == PastOrder.Status.DELIVERED ? order.daysAgo() : null,
                returned);
    }
}
