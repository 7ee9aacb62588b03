package dev.lathe.reward;

import dev.lathe.core.Metrics;
import dev.lathe.core.RewardFunction;
import dev.lathe.core.Score;
import dev.lathe.core.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds up grades by weights. The parts of a score are {@code NAME} with the grade, {@code NAME_DETAIL}, and, where the grader gave
 * none, {@code NAME_timed_out} or {@code NAME_failed}. A part without a grade is left out, and the others share its weight; where
 * none has a grade, the score is 0 and {@code ungraded} is 1, so that the episode can be left out of training.
 *
 * <pre>value = sum of |w_i| over all parts * (sum of w_i g_i over graded parts) / (sum of |w_i| over graded parts)</pre>
 */
public final class CombinedReward<T extends Task> implements RewardFunction<T> {
    /** The metric that is 1 where no part has a grade, else 0. */
    public static final String UNGRADED = "ungraded";

    private final List<Part<T>> parts;

    /**
     * Holds one part.
     *
     * @param name of its metric
     * @param weight what a grade of 1 adds to the reward; negative for a penalty
     */
    public record Part<T extends Task>(String name, double weight, Grader<T> grader) {}

    /**
     * Combines parts.
     *
     * @throws IllegalArgumentException if there are none, two share a name, or all weights are 0
     */
    public CombinedReward(List<Part<T>> parts) {
        Set<String> names = new HashSet<>();
        if (!parts.stream().map(Part::name).allMatch(names::add)) {
            throw new IllegalArgumentException("two parts of a reward have one name: %s"
                    .formatted(parts.stream().map(Part::name).toList()));
        }
        if (parts.stream().allMatch(part -> part.weight() == 0)) {
            throw new IllegalArgumentException("a reward needs a part with a weight other than 0");
        }
        this.parts = List.copyOf(parts);
    }

    @Override
    public Score score(T task, List<String> replies, Metrics outcome) {
        Metrics metrics = Metrics.NONE;
        double sum = 0;
        double graded = 0;
        double all = 0;
        for (Part<T> part : parts) {
            all += Math.abs(part.weight());
            switch (part.grader().grade(task, replies, outcome)) {
                case Grade.Earned(double value, Metrics details) -> {
                    sum += part.weight() * value;
                    graded += Math.abs(part.weight());
                    metrics = metrics.with(part.name(), value).with(details.prefixed(part.name() + "_"));
                }
                case Grade.Ungraded(boolean timedOut, String reason) ->
                    metrics = metrics.with(part.name() + (timedOut ? "_timed_out" : "_failed"), 1);
            }
        }
        return new Score(graded == 0 ? 0 : all * sum / graded, metrics.with(UNGRADED, graded == 0 ? 1 : 0));
    }
}
