package dev.lathe.web.page;

/**
 * Is one thing that a task asks for.
 *
 * @param kind what it is about
 * @param text the wish in words
 * @param state {@code open} while nothing can be said, {@code met} or {@code broken}
 */
public record WishView(String kind, String text, String state) {}
