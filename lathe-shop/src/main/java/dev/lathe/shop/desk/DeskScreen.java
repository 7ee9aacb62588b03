package dev.lathe.shop.desk;

import dev.lathe.shop.session.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is on the screen in an errand, for those who draw it.
 *
 * @param shop what was found or opened
 * @param applied the voucher that is applied, or null
 * @param shippingFen what delivery of the cart costs
 * @param totalFen what the cart costs, with shipping and after the voucher
 * @param returned numbers of the orders that were returned
 */
public record DeskScreen(
        Screen shop,
        List<CartLine> cart,
        List<Voucher> vouchers,
        @Nullable Voucher applied,
        int shippingFen,
        int totalFen,
        List<PastOrder> orders,
        List<Integer> returned) {}
