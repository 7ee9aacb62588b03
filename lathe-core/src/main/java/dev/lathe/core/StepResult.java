package dev.lathe.core;

/**
 * Holds what one action led to.
 *
 * @param observation what the agent sees next; {@link Observation#NONE} at the end
 * @param reward the environment's reward for this step
 * @param terminated whether the environment reached an end of its own
 * @param truncated whether a limit ended the episode
 * @param info at the end the outcome of the episode; before it, whatever the environment reports of the step
 */
public record StepResult(Observation observation, double reward, boolean terminated, boolean truncated, Metrics info) {
    public boolean done() {
        return terminated || truncated;
    }
}
