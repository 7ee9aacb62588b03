package dev.lathe.reward;

import dev.lathe.core.Metrics;
import dev.lathe.core.Task;
import java.util.List;

/** Grades one aspect of an episode. It is safe for use by many threads. */
@FunctionalInterface
public interface Grader<T extends Task> {
    /**
     * Grades an episode.
     *
     * @param task what was to be done
     * @param replies what the model wrote, one text a turn
     * @param outcome what the environment reported at the end
     */
    Grade grade(T task, List<String> replies, Metrics outcome);
}
