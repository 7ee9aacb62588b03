package dev.lathe.rollout;

/**
 * Bounds one episode.
 *
 * @param turnTokens the most tokens the model may write in one turn
 * @param temperature the temperature of sampling; 0 is greedy
 */
public record EpisodeLimits(int turnTokens, double temperature) {}
