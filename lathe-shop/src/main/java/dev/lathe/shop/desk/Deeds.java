package dev.lathe.shop.desk;

import java.util.List;

/**
 * Holds what was done in an errand.
 *
 * @param bought what was checked out
 * @param totalFen what it cost, with shipping and after the voucher
 * @param returned numbers of the orders that were returned
 * @param answer what was answered, or the empty text
 */
public record Deeds(List<CartLine> bought, int totalFen, List<Integer> returned, String answer) {
    /** Nothing was done. */
    public static final Deeds NONE = new Deeds(List.of(), 0, List.of(), "");

    public Deeds {
        bought = List.copyOf(bought);
        returned = List.copyOf(returned);
    }
}
