package dev.lathe.shop.desk;

/**
 * Takes something off a total.
 *
 * @param code what is typed
 * @param fromFen the sum of prices from which it counts
 * @param offFen what it takes off
 */
public record Voucher(String code, int fromFen, int offFen) {}
