package dev.lathe.core;

import org.jspecify.annotations.Nullable;

/**
 * Holds one interaction: what the model wrote, then what came back.
 *
 * @param action the tokens that the model wrote
 * @param actionText the same as text
 * @param observation the tokens that came back, up to the next turn of the model; empty in the last chunk
 * @param observationText the same as text
 * @param reward the environment's reward for this step
 * @param state the hash of the environment's state in which the model wrote, if it has one; see
 *     {@link SnapshotEnvironment#stateHash}
 */
public record Chunk(
        TokenSpan action,
        String actionText,
        TokenSpan observation,
        String observationText,
        double reward,
        @Nullable String state) {
    public Chunk(TokenSpan action, String actionText, TokenSpan observation, String observationText, double reward) {
        this(action, actionText, observation, observationText, reward, null);
    }

    public int length() {
        return action.length() + observation.length();
    }
}
