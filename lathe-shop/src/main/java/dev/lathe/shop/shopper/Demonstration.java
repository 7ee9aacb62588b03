package dev.lathe.shop.shopper;

import dev.lathe.core.Metrics;
import java.util.List;

/**
 * Holds one whole episode to learn from.
 *
 * @param taskId the task
 * @param turns the instruction and the first reply, then each page and the reply to it
 * @param outcome what the shop reported at the end
 */
public record Demonstration(String taskId, List<Turn> turns, Metrics outcome) {
    public Demonstration {
        turns = List.copyOf(turns);
    }

    /** Returns what the shopper wrote, turn by turn. */
    public List<String> replies() {
        return turns.stream().map(Turn::reply).toList();
    }
}
