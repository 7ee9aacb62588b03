package dev.lathe.env;

import dev.lathe.core.Task;

/**
 * Asks for one sum or difference.
 *
 * @param left the number that comes first; at least as great as the other in a difference
 * @param plus whether the two are added
 * @param right the number that comes second
 */
public record ArithmeticTask(int left, boolean plus, int right) implements Task {
    @Override
    public String id() {
        return "arithmetic:%d%s%d".formatted(left, plus ? "+" : "-", right);
    }

    /** Returns the task as text, such as {@code 47 + 38 =}. */
    public String question() {
        return "%d %s %d =".formatted(left, plus ? "+" : "-", right);
    }

    public int answer() {
        return plus ? left + right : left - right;
    }
}
