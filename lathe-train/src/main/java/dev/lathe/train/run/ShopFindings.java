package dev.lathe.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.shop.Source;
import dev.lathe.shop.session.ErrorKind;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong in episodes of the shop or errands in it, and where.
 *
 * @param tasks names the tasks by their hash; null in files that were written before
 * @param score names the score; null in files that were written before
 * @param episodes how many there were
 * @param failed how many of them failed
 * @param met mean share of the constraints met in purchases, 0 to 1, by where they could be learned; none where all are said
 * @param errors in how many failed episodes each error came
 * @param fatal how many failed episodes were lost by each action, by its word
 * @param passHat the chance that 1, 2, ... trials of a task all succeed; empty if each had one trial
 * @param efficiency mean of the turns of a fair shopper without detours over those taken, at most 1, in episodes that succeeded; null if
 *     none did
 * @param shopper the errors of the shoppers themselves, or null if there was nobody to ask
 * @param changed what became of tasks with one wish changed, or null if there were none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopFindings(
        @Nullable String tasks,
        @Nullable String score,
        int episodes,
        int failed,
        SortedMap<Source, Double> met,
        SortedMap<ErrorKind, Integer> errors,
        SortedMap<String, Integer> fatal,
        List<Double> passHat,
        @Nullable Double efficiency,
        @Nullable ShopperErrors shopper,
        @Nullable Changed changed) {
    /**
     * Says whether purchases follow what is wished: each of these tasks was played as it is, with success, and with one wish changed.
     *
     * @param pairs how many there were
     * @param right in how many the changed wish was met too
     * @param same in how many the same product was bought again
     */
    public record Changed(int pairs, int right, int same) {}

    /**
     * Counts what shoppers did wrong, by which an agent may have failed without being at fault.
     *
     * @param talks episodes in which there was somebody to ask
     * @param leaks wishes that were told before they were asked for
     * @param inventions values that were never wished nor taken back
     * @param contradictions two values for one wish without taking the first back
     */
    public record ShopperErrors(int talks, int leaks, int inventions, int contradictions) {}

    public ShopFindings {
        passHat = List.copyOf(passHat);
    }

    /** Returns the same with more trials and changed tasks. */
    public ShopFindings with(List<Double> trials, @Nullable Changed pairs) {
        return new ShopFindings(tasks, score, episodes, failed, met, errors, fatal, trials, efficiency, shopper, pairs);
    }
}
