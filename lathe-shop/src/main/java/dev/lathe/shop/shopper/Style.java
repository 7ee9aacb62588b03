package dev.lathe.shop.shopper;

import dev.lathe.shop.action.ActionFormat;

/**
 * Holds how a shopper writes and in which order it opens results.
 *
 * @param format how it writes actions
 * @param explain whether it writes its plan and its checks before an action
 * @param slotNoise the probability, once a page of results, that it opens the slots in a random order
 * @param carelessness the probability that it overlooks a difference between a page and its plan
 */
public record Style(ActionFormat format, boolean explain, double slotNoise, double carelessness) {
    /** Writes out everything, opens slots in order. */
    public static final Style EXPLAINED = new Style(ActionFormat.TEXT, true, 0, 0);

    /** Writes actions alone. */
    public static final Style TERSE = new Style(ActionFormat.TEXT, false, 0, 0);

    public Style {
        requireProbability("slot noise", slotNoise);
        requireProbability("carelessness", carelessness);
    }

    public Style withSlotNoise(double probability) {
        return new Style(format, explain, probability, carelessness);
    }

    public Style withCarelessness(double probability) {
        return new Style(format, explain, slotNoise, probability);
    }

    public Style withFormat(ActionFormat other) {
        return new Style(other, explain, slotNoise, carelessness);
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s is a probability, not %s".formatted(name, value));
        }
    }
}
