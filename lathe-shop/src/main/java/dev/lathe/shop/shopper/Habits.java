package dev.lathe.shop.shopper;

/**
 * Holds how carefully a shopper shops.
 *
 * @param attributes whether it checks attributes
 * @param options what it does about options
 * @param price whether it checks the price of the combination
 * @param cap whether it searches only below the price it may pay
 * @param leaves whether it leaves without a purchase where no result is right
 */
public record Habits(boolean attributes, OptionCare options, boolean price, boolean cap, boolean leaves) {
    /** Says what a shopper does about options. */
    public enum OptionCare {
        /** Opens another item unless every wanted value is offered. */
        CHECK,
        /** Chooses the wanted value where it is offered, else the first. */
        PREFER,
        /** Chooses the first value that is offered. */
        FIRST
    }

    /** Checks everything. */
    public static final Habits FAIR = new Habits(true, OptionCare.CHECK, true, true, false);

    /** Checks everything, and buys nothing that is not right. */
    public static final Habits STRICT = new Habits(true, OptionCare.CHECK, true, true, true);

    /** Searches perfectly, opens the first result and chooses the right options, but verifies nothing. */
    public static final Habits FIRST_RESULT = new Habits(false, OptionCare.PREFER, false, true, false);

    /** Checks all but the price. */
    public static final Habits PRICE_BLIND = new Habits(true, OptionCare.CHECK, false, false, false);

    /** Checks all but the options. */
    public static final Habits OPTION_BLIND = new Habits(true, OptionCare.FIRST, true, true, false);

    /** What is left when no result is right: buys what is open. */
    static final Habits RESIGNED = new Habits(false, OptionCare.PREFER, false, true, false);
}
