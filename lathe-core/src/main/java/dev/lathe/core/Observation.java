package dev.lathe.core;

import java.util.List;

/**
 * Holds what the agent sees next, as messages to be added to its conversation.
 *
 * @param messages none at the end of an episode; at reset, often a system message and the task
 */
public record Observation(List<Message> messages) {
    public static final Observation NONE = new Observation(List.of());

    public Observation {
        messages = List.copyOf(messages);
    }

    public static Observation user(String text) {
        return new Observation(List.of(Message.user(text)));
    }
}
