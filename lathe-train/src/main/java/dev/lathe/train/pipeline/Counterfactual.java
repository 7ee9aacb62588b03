package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import java.util.List;

/** Changes tasks. */
final class Counterfactual {
    private Counterfactual() {}

    /** Returns the first {@code count} tasks as far as they can be changed, each so that what was right is wrong. */
    static <T extends Task> List<T> of(TaskSource<T> source, List<T> tasks, int count) {
        return tasks.stream()
                .limit(count)
                .flatMap(task -> source.counterfactual(task).stream())
                .toList();
    }
}
