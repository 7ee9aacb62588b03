package dev.lathe.web.page;

import java.util.Optional;

/**
 * Is one thing that a task asks for.
 *
 * @param kind what it is about
 * @param text the wish in words
 * @param state {@code open} while nothing can be said, {@code met} or {@code broken}
 */
public record WishView(String kind, String text, String state) {
    /** Returns the state of a wish that is met or not, or of which nothing can be said. */
    public static String state(Optional<Boolean> met) {
        return met.map(is -> is ? "met" : "broken").orElse("open");
    }
}
