package dev.lathe.core;

import java.util.List;

/** Scores a finished episode. */
@FunctionalInterface
public interface RewardFunction<T extends Task> {
    /**
     * Returns the score of one episode.
     *
     * @param task what was to be done
     * @param replies what the model wrote, one text a turn
     * @param outcome what the environment reported at the end
     */
    Score score(T task, List<String> replies, Metrics outcome);
}
