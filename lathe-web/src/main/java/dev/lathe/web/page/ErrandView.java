package dev.lathe.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a customer's cart, vouchers and orders, ready to be drawn beside the shop.
 *
 * @param applied the code of the voucher that is applied, or null
 * @param shipping what delivery of the cart costs, or null where it is free
 * @param total what the cart costs, with shipping and after the voucher
 */
public record ErrandView(
        List<Thing> cart,
        List<Coupon> vouchers,
        @Nullable String applied,
        @Nullable String shipping,
        String total,
        List<Ordered> orders) {
    /**
     * Shows something in a cart or an order.
     *
     * @param options the chosen values
     */
    public record Thing(String title, List<String> options, String price) {}

    /**
     * Shows a voucher.
     *
     * @param from the sum from which it counts
     */
    public record Coupon(String code, String off, String from) {}

    /**
     * Shows an order of the past.
     *
     * @param details its brand and attributes
     * @param status {@code packed}, {@code shipped}, {@code delivered} or {@code cancelled}
     * @param daysAgo days since it was delivered, or null if it was not
     */
    public record Ordered(
            int number,
            Thing thing,
            List<ScreenView.Property> details,
            String status,
            @Nullable Integer daysAgo,
            boolean returned) {}
}
