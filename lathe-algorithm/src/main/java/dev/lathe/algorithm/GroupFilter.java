package dev.lathe.algorithm;

import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.core.recipe.Default;
import dev.lathe.core.recipe.Doc;
import dev.lathe.core.recipe.Range;

/** Chooses the groups that are learned from; others are replaced by groups of other tasks. */
@Doc("The groups that are learned from; others are replaced by groups of other tasks.")
public sealed interface GroupFilter {
    /** Keeps all. */
    @Doc("All.")
    record All() implements GroupFilter {}

    /**
     * Keeps those whose scores differ: dynamic sampling.
     *
     * @see <a href="https://arxiv.org/abs/2503.14476">Yu et al. 2025, DAPO, section 3.2</a>
     */
    @Doc("Those whose scores differ (dynamic sampling).")
    record WithSignal() implements GroupFilter {}

    /**
     * Keeps those whose mean score is inside of a range.
     *
     * @param low in units of reward, outside of the range
     * @param high above {@code low}, outside of the range
     */
    @Doc("Those that are neither too hard nor too easy.")
    record PassRate(
            @Doc("Mean score that is too low.") @Range(min = 0) @Default("0.1")
            double low,

            @Doc("Mean score that is too high.") @Range(min = 0) @Default("0.95")
            double high)
            implements GroupFilter {
        public PassRate {
            Checks.require(low < high, "low must be below high, not %s and %s", low, high);
        }
    }

    /** Returns whether a group is to be learned from. */
    default boolean keeps(TrajectoryGroup group) {
        return switch (this) {
            case All() -> true;
            case WithSignal() -> !group.withoutSignal();
            case PassRate(double low, double high) -> {
                double mean = meanScore(group);
                yield mean > low && mean < high;
            }
        };
    }

    /** Returns the mean score of a group; 0 if it is empty. */
    static double meanScore(TrajectoryGroup group) {
        return group.trajectories().stream()
                .map(Trajectory::score)
                .mapToDouble(score -> score.value())
                .average()
                .orElse(0);
    }
}
