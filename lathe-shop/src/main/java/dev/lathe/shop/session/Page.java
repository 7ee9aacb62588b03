package dev.lathe.shop.session;

import dev.lathe.shop.Refinement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is on the screen. */
sealed interface Page {
    /** Nothing yet: only a search is possible. */
    record Start() implements Page {}

    /**
     * A list of results.
     *
     * @param query the words searched for
     * @param maxFen the price filter, or null
     * @param refinement what else narrows and orders the list
     * @param hits product indexes, best first
     * @param number the page shown, from 0
     */
    record Results(String query, @Nullable Integer maxFen, Refinement refinement, List<Integer> hits, int number)
            implements Page {
        public Results {
            hits = List.copyOf(hits);
        }

        Results withNumber(int other) {
            return new Results(query, maxFen, refinement, hits, other);
        }
    }

    /**
     * An open item.
     *
     * @param results the list it was opened from
     * @param slot its slot there, from 1
     * @param product its product index
     * @param choices one index into the offered values for each axis, or -1 where nothing is chosen yet
     */
    record Item(Results results, int slot, int product, List<Integer> choices) implements Page {
        public Item {
            choices = List.copyOf(choices);
        }

        boolean allChosen() {
            return !choices.contains(-1);
        }
    }
}
