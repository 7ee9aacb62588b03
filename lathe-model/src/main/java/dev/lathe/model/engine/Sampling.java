package dev.lathe.model.engine;

import java.util.Set;

/**
 * Says how the tokens of one request are chosen.
 *
 * @param temperature divides the logits; 0 takes the most likely token
 * @param maxTokens the most tokens to write, at least 1
 * @param seed decides the draws: one seed and one prompt give the same tokens
 * @param stopTokens tokens that end the reply and belong to it
 */
public record Sampling(double temperature, int maxTokens, long seed, Set<Integer> stopTokens) {
    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be 0 or more: " + temperature);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1: " + maxTokens);
        }
        stopTokens = Set.copyOf(stopTokens);
    }

    public Sampling withSeed(long newSeed) {
        return new Sampling(temperature, maxTokens, newSeed, stopTokens);
    }

    public Sampling withMaxTokens(int newMaxTokens) {
        return new Sampling(temperature, newMaxTokens, seed, stopTokens);
    }
}
