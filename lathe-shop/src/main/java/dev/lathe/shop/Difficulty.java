package dev.lathe.shop;

/**
 * Holds the axes along which tasks get harder, beside the scenario and the twins of the world.
 *
 * @param wishes how many constraints there are at least, as far as the world knows so many
 * @param ambiguity how far the wording is from the words of the pages
 * @param asked how many constraints only the shopper tells, where there is one
 * @param infeasible whether nothing meets all constraints, so that leaving is right
 */
public record Difficulty(int wishes, Ambiguity ambiguity, int asked, boolean infeasible) {
    public static final Difficulty EASY = new Difficulty(5, Ambiguity.PLAIN, 1, false);
    public static final Difficulty MEDIUM = new Difficulty(8, Ambiguity.DESCRIBED, 3, false);
    public static final Difficulty HARD = new Difficulty(11, Ambiguity.VAGUE, 4, false);

    /** Returns a step of a curriculum: easy in the first third of the way, hard in the last. */
    public static Difficulty at(double way) {
        if (way < 1.0 / 3) {
            return EASY;
        }
        return way < 2.0 / 3 ? MEDIUM : HARD;
    }

    public Difficulty withInfeasible() {
        return new Difficulty(wishes, ambiguity, asked, true);
    }
}
