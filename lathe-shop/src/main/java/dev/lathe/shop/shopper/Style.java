package dev.lathe.shop.shopper;

import dev.lathe.shop.action.ActionFormat;

/**
 * Holds how a shopper writes and in which order it opens results.
 *
 * @param format how it writes actions
 * @param explain whether it writes its plan and its checks before an action
 * @param slotNoise the probability, once a page of results, that it opens the slots in a random order
 */
public record Style(ActionFormat format, boolean explain, double slotNoise) {
    /** Writes out everything, opens slots in order. */
    public static final Style EXPLAINED = new Style(ActionFormat.TEXT, true, 0);

    /** Writes actions alone. */
    public static final Style TERSE = new Style(ActionFormat.TEXT, false, 0);

    public Style {
        if (!(slotNoise >= 0 && slotNoise <= 1)) {
            throw new IllegalArgumentException("slot noise is a probability, not " + slotNoise);
        }
    }

    public Style withSlotNoise(double probability) {
        return new Style(format, explain, probability);
    }

    public Style withFormat(ActionFormat other) {
        return new Style(other, explain, slotNoise);
    }
}
