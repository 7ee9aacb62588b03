package dev.lathe.train.report;

import dev.lathe.core.Trajectory;
import java.util.Map;

/**
 * Sets two attempts at one task side by side.
 *
 * @param task the task as a person reads it
 * @param before the attempt before reinforcement learning
 * @param after the attempt after it
 */
public record ConversationPair(String task, Attempt before, Attempt after) {
    /**
     * Holds one attempt.
     *
     * @param trajectory the whole episode
     * @param mistakes what went wrong in a turn, by the index of its chunk; empty where nobody knows
     */
    public record Attempt(Trajectory trajectory, Map<Integer, String> mistakes) {
        public Attempt {
            mistakes = Map.copyOf(mistakes);
        }
    }

    public static ConversationPair of(String task, Trajectory before, Trajectory after) {
        return new ConversationPair(task, new Attempt(before, Map.of()), new Attempt(after, Map.of()));
    }
}
