package dev.lathe.shop.search;

import dev.lathe.shop.Refinement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds products by words in one language. Many threads may search at once; the same question has the same answer. */
public interface Search {
    /** Products kept of one search. */
    int LIMIT = 150;

    /** Returns product indexes without a refinement, best first, at most {@link #LIMIT}. */
    default List<Integer> find(String words, @Nullable Integer maxFen) {
        return find(words, maxFen, Refinement.NONE);
    }

    /**
     * Returns product indexes, best first, at most {@link #LIMIT}.
     *
     * @param maxFen only products whose cheapest combination costs at most this, or null for all
     */
    List<Integer> find(String words, @Nullable Integer maxFen, Refinement refinement);

    /** Counts what a question finds, over all matches. */
    Facets facets(String words, @Nullable Integer maxFen, Refinement refinement);
}
