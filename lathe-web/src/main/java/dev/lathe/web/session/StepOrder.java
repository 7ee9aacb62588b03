package dev.lathe.web.session;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a step: with {@code action}, or with {@code call}.
 *
 * @param step its number, from 1; the next one if null. A number that was answered before has the same answer again
 * @param action a reply in the format of the session
 * @param call a function call, as a model of OpenAI's API makes it
 */
public record StepOrder(
        @Nullable Integer step,
        @Nullable String action,
        @Nullable FunctionCall call) {
    /** Asks for the next step. */
    public static StepOrder next(String action) {
        return new StepOrder(null, action, null);
    }
}
