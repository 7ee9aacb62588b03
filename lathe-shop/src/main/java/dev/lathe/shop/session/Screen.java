package dev.lathe.shop.session;

import dev.lathe.shop.Refinement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is on the screen, for those who draw it. Product indexes are not for agents: they tell originals from twins. */
public sealed interface Screen {
    /** Nothing yet. */
    record Start() implements Screen {}

    /**
     * One page of a list of results.
     *
     * @param query the words searched for
     * @param maxFen the price filter, or null
     * @param refinement what else narrows and orders them
     * @param products the indexes of the products in slots 1, 2, ...
     * @param page the page shown, from 1
     * @param pages how many there are
     */
    record Results(
            String query, @Nullable Integer maxFen, Refinement refinement, List<Integer> products, int page, int pages)
            implements Screen {
        public Results {
            products = List.copyOf(products);
        }
    }

    /**
     * An open item.
     *
     * @param slot where it stands in its results, from 1
     * @param product its index
     * @param choices one index into the offered values for each axis, or -1 where nothing is chosen yet
     */
    record Item(Results results, int slot, int product, List<Integer> choices) implements Screen {
        public Item {
            choices = List.copyOf(choices);
        }
    }
}
