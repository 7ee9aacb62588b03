package dev.lathe.shop.desk;

import dev.lathe.shop.session.ShopState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that decides the rest of an errand.
 *
 * @param browsing what is on the screen
 * @param cart what is in the cart
 * @param voucher what is applied, or null
 * @param deeds what was done
 */
public record DeskState(
        DeskTask task,
        ShopState browsing,
        List<CartLine> cart,
        @Nullable Voucher voucher,
        Deeds deeds,
        int turns,
        int invalid,
        boolean done) {
    public DeskState {
        cart = List.copyOf(cart);
    }

    DeskState withBrowsing(ShopState other) {
        return new DeskState(task, other, cart, voucher, deeds, turns, invalid, done);
    }

    DeskState plus(CartLine line) {
        List<CartLine> more = new ArrayList<>(cart);
        more.add(line);
        return new DeskState(task, browsing, more, voucher, deeds, turns, invalid, done);
    }

    DeskState minus(int place) {
        List<CartLine> less = new ArrayList<>(cart);
        less.remove(place);
        return new DeskState(task, browsing, less, voucher, deeds, turns, invalid, done);
    }

    DeskState with(@Nullable Voucher other) {
        return new DeskState(task, browsing, cart, other, deeds, turns, invalid, done);
    }

    DeskState plusTurn() {
        return new DeskState(task, browsing, cart, voucher, deeds, turns + 1, invalid, done);
    }

    DeskState plusInvalid() {
        return new DeskState(task, browsing, cart, voucher, deeds, turns, invalid + 1, done);
    }

    DeskState did(Deeds other) {
        return new DeskState(task, browsing, cart, voucher, other, turns, invalid, done);
    }

    DeskState ended() {
        return new DeskState(task, browsing, cart, voucher, deeds, turns, invalid, true);
    }
}
