package dev.lathe.model.sampling;

/**
 * Holds a token and how likely the model finds it.
 *
 * @param token its id
 * @param logProb in nats, under the unmodified model (temperature 1, no penalty, no mask)
 */
public record TokenLogProb(int token, float logProb) {}
