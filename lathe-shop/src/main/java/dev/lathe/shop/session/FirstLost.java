package dev.lathe.shop.session;

import dev.lathe.core.StepResult;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds after which step nothing helped any more. */
public final class FirstLost {
    private FirstLost() {}

    /**
     * Returns the first step, from 0, after which an episode cannot be won; the last one if it still can after that, and -1 if it was
     * won, or has no steps. What is lost stays lost, so it is found by halving.
     *
     * @param results what the steps of the episode led to
     * @param winnable says whether the episode can be won after a step
     */
    public static int of(List<StepResult> results, IntPredicate winnable) {
        if (results.isEmpty() || Outcome.succeeded(results.getLast())) {
            return -1;
        }
        int low = 0;
        int high = results.size() - 1;
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
