package dev.lathe.web.replay;

/**
 * Holds what a score says of a stored episode, and names all that decides it.
 *
 * @param world the hash of the world
 * @param taskHash the hash of all that the task says
 * @param scorer the name and version of the score
 * @param file the file that holds the episode
 * @param line its place there, from 1
 */
public record Regraded(
        String world,
        String task,
        String taskHash,
        String scorer,
        String file,
        int line,
        double loose,
        double strict,
        boolean success) {}
