package dev.lathe.web.session;

import java.util.List;

/**
 * Says what a new session begins with.
 *
 * @param session its id
 * @param task the task's id
 * @param instruction what the customer wants
 * @param step the number of the last step: 0, or more in a fork
 * @param turnLimit replies after which the episode ends
 * @param leaseSeconds how long the session is kept while nobody uses it
 * @param messages what the agent is told first
 */
public record Opened(
        String session,
        String task,
        String instruction,
        String language,
        String format,
        int step,
        int turnLimit,
        long leaseSeconds,
        List<Said> messages) {
    /** Holds one message, with the role of its author as OpenAI's API names it. */
    public record Said(String role, String content) {}
}
