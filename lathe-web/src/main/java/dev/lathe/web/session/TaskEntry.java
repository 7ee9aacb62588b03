package dev.lathe.web.session;

/**
 * Lists one task.
 *
 * @param number its place in its split
 * @param instruction what the customer wants
 */
public record TaskEntry(int number, String id, String instruction) {}
