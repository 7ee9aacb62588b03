package dev.lathe.train.run;

import java.util.List;
import java.util.SequencedMap;

/**
 * Holds what of an evaluated episode is enough to play it again.
 *
 * @param task the task's id
 * @param replies what the policy wrote, turn by turn
 * @param outcome how it ended, by name
 */
public record EvaluatedEpisode(String task, List<String> replies, SequencedMap<String, Double> outcome) {
    public EvaluatedEpisode {
        replies = List.copyOf(replies);
    }

    /** Returns a number of the outcome, 0 where there is none of this name. */
    public double number(String name) {
        return outcome.getOrDefault(name, 0.0);
    }

    /** Returns whether what was bought, or done in an errand, was right. */
    public boolean succeeded() {
        return number("success") == 1;
    }
}
