package dev.lathe.rollout;

/**
 * Bounds one episode, and says what is kept of it.
 *
 * @param turnTokens the most tokens the model may write in one turn
 * @param temperature the temperature of sampling; 0 is greedy
 * @param states whether each chunk gets the hash of the state in which the model wrote, where the environment has one
 */
public record EpisodeLimits(int turnTokens, double temperature, boolean states) {
    public EpisodeLimits(int turnTokens, double temperature) {
        this(turnTokens, temperature, false);
    }
}
