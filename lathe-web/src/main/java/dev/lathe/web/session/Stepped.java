package dev.lathe.web.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a step led to.
 *
 * @param step its number
 * @param observation what the agent sees next; empty at the end
 * @param refusal why the action could not be done, as one word; null if it could
 * @param terminated whether the agent ended the episode: it bought, or left
 * @param truncated whether a limit ended the episode
 * @param score the outcome by name, at the end only
 */
public record Stepped(
        int step,
        String observation,
        @Nullable String refusal,
        double reward,
        boolean terminated,
        boolean truncated,
        @Nullable Map<String, Double> score) {
    /** Returns whether the episode has ended. */
    public boolean done() {
        return terminated || truncated;
    }
}
