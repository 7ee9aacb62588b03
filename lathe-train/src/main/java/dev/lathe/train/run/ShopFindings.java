package dev.lathe.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lathe.shop.Source;
import dev.lathe.shop.action.Verb;
import dev.lathe.shop.session.ErrorKind;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong in episodes of the shop, and where.
 *
 * @param episodes how many there were
 * @param failed how many of them failed
 * @param met mean share of the constraints met in purchases, 0 to 1, by where they could be learned; none where all are said
 * @param errors in how many failed episodes each error came
 * @param fatal how many failed episodes were lost by each kind of action
 * @param passHat the chance that 1, 2, ... trials of a task all succeed; empty if each had one trial
 * @param changed what became of tasks with one wish changed, or null if there were none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopFindings(
        int episodes,
        int failed,
        SortedMap<Source, Double> met,
        SortedMap<ErrorKind, Integer> errors,
        SortedMap<Verb, Integer> fatal,
        List<Double> passHat,
        @Nullable Changed changed) {
    /**
     * Says whether purchases follow what is wished: each of these tasks was played as it is, with success, and with one wish changed.
     *
     * @param pairs how many there were
     * @param right in how many the changed wish was met too
     * @param same in how many the same product was bought again
     */
    public record Changed(int pairs, int right, int same) {}

    public ShopFindings {
        passHat = List.copyOf(passHat);
    }

    /** Returns the same with more trials and changed tasks. */
    public ShopFindings with(List<Double> trials, @Nullable Changed pairs) {
        return new ShopFindings(episodes, failed, met, errors, fatal, trials, pairs);
    }
}
