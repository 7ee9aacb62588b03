package dev.lathe.rollout;

import dev.lathe.core.Task;
import java.util.List;

/**
 * Says where episodes begin: at a task's reset, or after replies that somebody else gave, which are given again to each episode's
 * environment and are part of its prompt.
 *
 * @param <T> the tasks
 * @param task what is to be done
 * @param replies what was answered before the policy takes over, in order
 */
public record Opening<T extends Task>(T task, List<String> replies) {
    public Opening {
        replies = List.copyOf(replies);
    }

    public static <T extends Task> Opening<T> of(T task) {
        return new Opening<>(task, List.of());
    }
}
