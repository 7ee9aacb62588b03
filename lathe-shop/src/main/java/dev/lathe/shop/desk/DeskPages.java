package dev.lathe.shop.desk;

import dev.lathe.shop.Language;
import dev.lathe.shop.Purchase;
import dev.lathe.shop.World;
import dev.lathe.shop.action.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes carts and orders in one language, and works out what a cart costs. */
final class DeskPages {
    private final World world;
    private final Language language;
    private final DeskWords words;

    DeskPages(World world, Language language) {
        this.world = world;
        this.language = language;
        this.words = DeskWords.of(language);
    }

    String cart(List<CartLine> cart, @Nullable Voucher applied, List<Voucher> vouchers) {
        var text = new StringBuilder(cart.isEmpty() ? words.empty() : words.cart());
        int place = 1;
        for (CartLine line : cart) {
            text.append("\n#").append(place++).append(' ').append(line(line));
        }
        for (Voucher voucher : vouchers) {
            text.append('\n')
                    .append(words.voucher())
                    .append(' ')
                    .append(voucher.code())
                    .append(": ");
            text.append(words.off().formatted(Amount.text(voucher.offFen()), Amount.text(voucher.fromFen())));
        }
        text.append('\n').append(words.shipping()).append(": ").append(Amount.text(shipping(cart)));
        text.append('\n').append(words.total()).append(": ").append(Amount.text(total(cart, applied)));
        return text.toString();
    }

    /** Writes title, chosen values and price. */
    String line(CartLine line) {
        Purchase purchase = line.in(world);
        var text = new StringBuilder(purchase.product().title().in(language));
        for (int axis = 0; axis < line.chosen().size(); axis++) {
            String id = purchase.product().axes().get(axis).axis();
            text.append(" | ")
                    .append(world.axis(id).value(line.chosen().get(axis)).name().in(language));
        }
        return text.append(" | ").append(Amount.text(purchase.price())).toString();
    }

    /** Writes orders with all that was ordered, so that the same can be found again. */
    String orders(List<PastOrder> orders) {
        var text = new StringBuilder();
        for (PastOrder order : orders) {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(words.order())
                    .append(' ')
                    .append(order.number())
                    .append(": ")
                    .append(line(order.line()));
            order.line()
                    .in(world)
                    .product()
                    .attributes()
                    .forEach((id, value) -> text.append(" | ")
                            .append(world.attribute(id).name().in(language))
                            .append(' ')
                            .append(world.attribute(id).value(value).name().in(language)));
            text.append(" | ").append(words.status(order.status()));
            if (order.status() == PastOrder.Status.DELIVERED) {
                text.append(' ').append(words.daysAgo().formatted(order.daysAgo()));
            }
        }
        return text.toString();
    }

    /** Returns the total in fen: prices, shipping of each line, less the voucher where the prices reach it. */
    int total(List<CartLine> cart, @Nullable Voucher voucher) {
        int prices = cart.stream().mapToInt(line -> line.in(world).price()).sum();
        int off = voucher != null && prices >= voucher.fromFen() ? voucher.offFen() : 0;
        return prices + shipping(cart) - off;
    }

    /** Returns what delivery of all lines costs, in fen. */
    int shipping(List<CartLine> cart) {
        return cart.stream()
                .mapToInt(line -> world.listing(line.product()).shippingFen())
                .sum();
    }
}
