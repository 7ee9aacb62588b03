package dev.lathe.shop.desk;

/**
 * Holds an order of the past.
 *
 * @param number what the buyer calls it
 * @param line what was ordered
 * @param status how far it is
 * @param daysAgo days since it was delivered, 0 if it was not
 */
public record PastOrder(int number, CartLine line, Status status, int daysAgo) {
    /** Days in which a delivered order may be returned. */
    public static final int RETURN_DAYS = 7;

    /** Says how far an order is. */
    public enum Status {
        PACKED,
        SHIPPED,
        DELIVERED,
        CANCELLED
    }

    /** Returns whether the rules of the shop allow a return. */
    public boolean returnable() {
        return status == Status.DELIVERED && daysAgo <= RETURN_DAYS;
    }
}
