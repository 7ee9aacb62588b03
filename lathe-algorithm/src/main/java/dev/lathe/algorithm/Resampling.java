package dev.lathe.algorithm;

import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Positive;
import dev.lathe.core.recipe.Range;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Chooses from where an expert's episodes are played on by the policy, and which of the expert's chunks was crucial. {@code V(k)} is
 * the mean score of the episodes that begin after its first {@code k} chunks; that of all {@code K} is the expert's own score.
 *
 * @see <a href="https://arxiv.org/abs/2512.24873">Let It Flow, 2025, section 3.2.4.4</a>
 */
@Doc("Episodes that begin in the middle of an expert's, and imitation of the expert up to its crucial chunk.")
public sealed interface Resampling {
    /** Returns how many tasks of a step have an expert. */
    int tasks();

    /**
     * Plays on from several places at once, evenly apart. The crucial chunk ends at the place where {@code V} rises most, and by
     * {@code rise} at least.
     *
     * @param tasks of a step, from the first; at least 1
     * @param anchors places inside of an expert's episode, at least 1
     * @param rise in units of reward, positive
     */
    @Doc("From several places at once, evenly apart.")
    record Parallel(
            @Doc("Tasks of a step that have an expert.") @Range(min = 1) @Default("4")
            int tasks,

            @Doc("Places inside of an expert's episode.") @Range(min = 1) @Default("3")
            int anchors,

            @Doc("The smallest rise of the mean score that makes a chunk crucial.") @Positive @Default("0.25")
            double rise)
            implements Resampling {
        /** Returns the numbers of an expert's chunks after which the policy plays on, ascending; none for an expert of one chunk. */
        public int[] places(int chunks) {
            return IntStream.rangeClosed(1, anchors)
                    .map(anchor -> (int) Math.round((double) anchor * chunks / (anchors + 1)))
                    .filter(place -> place > 0 && place < chunks)
                    .distinct()
                    .toArray();
        }

        /**
         * Returns how many chunks there are up to the crucial one, it included; the later place of two that rise alike. Nothing if
         * nowhere was a rise.
         *
         * @param values {@code V} by the number of chunks, from 0 to all of them
         */
        public OptionalInt crucial(SortedMap<Integer, Double> values) {
            OptionalInt crucial = OptionalInt.empty();
            double best = rise;
            double before = Double.POSITIVE_INFINITY;
            for (var value : values.entrySet()) {
                if (value.getValue() - before >= best) {
                    best = value.getValue() - before;
                    crucial = OptionalInt.of(value.getKey());
                }
                before = value.getValue();
            }
            return crucial;
        }
    }

    /**
     * Plays on from before the expert's last chunk, and then from one chunk earlier as long as {@code V} is at least {@code success}.
     * The crucial chunk is the first without which it is not.
     *
     * @param tasks of a step, from the first; at least 1
     * @param success in units of reward, positive
     */
    @Doc("From before the last chunk, then from one chunk earlier as long as that is solved.")
    record Rollback(
            @Doc("Tasks of a step that have an expert.") @Range(min = 1) @Default("4")
            int tasks,

            @Doc("The mean score from which the policy has solved the rest.") @Positive @Default("0.5")
            double success)
            implements Resampling {}
}
