package dev.lathe.shop.score;

/**
 * Holds a score of a published simulator.
 *
 * @param type what the kind of product is worth, 0 to 1
 * @param attributes share of attributes matched
 * @param options share of options matched; 1 if none was asked for
 * @param price whether the price is in order, 1 or 0
 * @param loose {@code type × (matched attributes + matched options + price) / (attributes + options + 1)}
 */
public record CompatScore(double type, double attributes, double options, double price, double loose) {
    /** Returns the product of the parts. */
    public double strict() {
        return type * attributes * options * price;
    }

    /** Returns whether all parts are right. */
    public boolean success() {
        return strict() == 1;
    }
}
