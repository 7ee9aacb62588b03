package dev.lathe.core;

/**
 * Answers an agent's actions. One instance serves one episode at a time and is used by one thread at a time.
 *
 * @param <T> the tasks it understands
 */
public interface Environment<T extends Task> extends AutoCloseable {
    /**
     * Starts an episode.
     *
     * @param task what is to be done
     * @param seed decides whatever is random in the environment
     * @return the first messages, ending with what the agent is to answer
     */
    Observation reset(T task, long seed);

    /**
     * Takes what the agent wrote, whole: finding the action in it is the environment's work.
     *
     * @throws IllegalStateException if no episode runs
     */
    StepResult step(String action);

    @Override
    void close();
}
