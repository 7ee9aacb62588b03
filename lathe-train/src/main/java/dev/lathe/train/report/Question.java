package dev.lathe.train.report;

import dev.lathe.shop.score.SuccessBootstrap;
import dev.lathe.train.run.Evaluation.Decoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what runs are compared for, and what they say of it.
 *
 * @param text what is asked; yes if the first of two succeeds more often
 * @param contests each two sorts of runs that differ in what is asked for alone
 * @param missing what runs it needs that are not there, or null if there are enough
 */
public record Question(
        String text, List<Contest> contests, @Nullable String missing) {
    /**
     * Holds how two sorts of runs compare.
     *
     * @param first whose success counts for a yes
     * @param decoding how the policies chose tokens
     * @param seeds how many seeds both were trained by
     * @param tasks how many tasks each was examined on
     * @param paired whether both were examined on the same tasks
     * @param probability of so unequal a division of the tasks by chance, by McNemar's test; null for more than one seed, or tasks of
     *     their own
     */
    public record Contest(
            String first,
            String second,
            Decoding decoding,
            int seeds,
            int tasks,
            boolean paired,
            SuccessBootstrap bounds,
            @Nullable Double probability) {}

    public Question {
        contests = List.copyOf(contests);
    }
}
