package dev.lathe.shop.desk;

/** Names a family of errands. */
public enum DeskFamily {
    /** Several things, all from one shop. */
    BUNDLE,
    /** One thing, whose total must stay within a budget that only the right voucher reaches. */
    VOUCHER,
    /** A cart that holds something wrong. */
    CART,
    /** A replacement for something that was ordered and is sold out. */
    SUBSTITUTION,
    /** A return, which only some orders allow. */
    RETURN,
    /** A question about an order. */
    ORDER_STATUS
}
