package dev.lathe.web.session;

import dev.lathe.serve.http.ApiError;
import dev.lathe.serve.http.Check;
import dev.lathe.shop.Language;
import dev.lathe.shop.Split;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.DeskTasks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds errands by id and by place.
 *
 * @param tasks makes them; null where the shop has no desk
 */
public record ErrandBook(@Nullable DeskTasks tasks) {
    private static final Pattern ID =
            Pattern.compile("desk-([a-z-]+)-(train|validation|held-out)-(en|zh)-(\\d{6,9}|1\\d{9})");
    private static final int MOST_NUMBER = 999_999;

    /** Returns whether an id is an errand's. */
    public static boolean owns(String id) {
        return id.startsWith("desk-");
    }

    /**
     * Returns an errand by its id.
     *
     * @throws ApiError if there is none
     */
    public DeskTask find(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw ApiError.of(ApiError.Kind.NOT_FOUND, "task", "unknown_task", "There is no such task.");
        }
        return tasks("task")
                .task(
                        TaskBook.named("task", matcher.group(1), DeskFamily.values()),
                        TaskBook.named("split", matcher.group(2), Split.values()),
                        TaskBook.named("language", matcher.group(3), Language.values()),
                        Integer.parseInt(matcher.group(4)));
    }

    /**
     * Returns an errand by its place.
     *
     * @param family its sort, such as {@code return}
     * @param shelf its split and language
     * @throws ApiError if there is no such shelf, or the number is none
     */
    DeskTask at(String family, TaskBook.Shelf shelf, @Nullable Integer number) {
        return tasks("errand")
                .task(
                        TaskBook.named("errand", family, DeskFamily.values()),
                        shelf.split() == null ? Split.TRAIN : TaskBook.named("split", shelf.split(), Split.values()),
                        shelf.language() == null
                                ? Language.EN
                                : TaskBook.named("language", shelf.language(), Language.values()),
                        Check.range("number", number, 0, MOST_NUMBER, 0));
    }

    private DeskTasks tasks(String param) {
        if (tasks == null) {
            throw Check.invalid(param, "expected a task of this shop: only a market (--market) has a desk for errands");
        }
        return tasks;
    }
}
