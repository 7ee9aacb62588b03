package dev.lathe.shop.session;

import java.util.function.IntPredicate;

/** Finds after which step nothing helped any more. */
public final class FirstLost {
    private FirstLost() {}

    /**
     * Returns the first of some steps, from 0, after which an episode cannot be won; the last one if it still can after that. What is
     * lost stays lost, so it is found by halving.
     *
     * @param winnable says whether the episode can be won after a step
     */
    public static int of(int steps, IntPredicate winnable) {
        int low = 0;
        int high = steps - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (winnable.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
