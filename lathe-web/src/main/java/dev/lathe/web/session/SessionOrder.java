package dev.lathe.web.session;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a session.
 *
 * @param task the id of a task; or null, and the next seven choose one, as {@link TaskBook.Shelf} says
 * @param errand a sort of errands, such as {@code return}: of those only split, language and number choose; a purchase if null
 * @param number which task of the shelf, from 0, which is meant by null
 * @param format how actions are written in replies: {@code text} if null, {@code json}, {@code react} or {@code typed}
 * @param guide whether a system message explains the shop; not if null
 * @param turnLimit replies after which the episode ends; 30 if null
 */
public record SessionOrder(
        @Nullable String task,
        @Nullable String errand,
        @Nullable String scenario,
        @Nullable String split,
        @Nullable String language,
        @Nullable String difficulty,
        @Nullable Boolean infeasible,
        @Nullable Integer number,
        @Nullable String format,
        @Nullable Boolean guide,
        @Nullable Integer turnLimit) {
    TaskBook.Shelf shelf() {
        return new TaskBook.Shelf(scenario, split, language, difficulty, infeasible);
    }

    /** Asks for a plain task by its place. */
    public static SessionOrder of(String split, String language, int number) {
        return new SessionOrder(null, null, null, split, language, null, null, number, null, null, null);
    }

    /** Asks for a task by its id. */
    public static SessionOrder of(String task) {
        return new SessionOrder(task, null, null, null, null, null, null, null, null, null, null);
    }
}
