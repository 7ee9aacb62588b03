package dev.lathe.web.session;

/**
 * Says where a session stands.
 *
 * @param step the number of the last step
 * @param done whether the episode has ended
 * @param stateHash names the state: two sessions with the same hash have the same future
 */
public record Status(String session, String task, int step, boolean done, String stateHash) {}
