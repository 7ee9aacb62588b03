package dev.lathe.train.pipeline;

import dev.lathe.core.DisplayName;
import dev.lathe.core.Task;
import dev.lathe.core.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Names the tasks that a policy is measured on. */
public enum TaskSplit {
    TRAIN,
    VALIDATION,
    HELD_OUT;

    /** Returns the name that people read and write, such as {@code held-out}. */
    public String displayName() {
        return DisplayName.of(this);
    }

    /**
     * Returns the split of a name.
     *
     * @throws UserError if there is none
     */
    public static TaskSplit named(String name) {
        List<String> names = Arrays.stream(values()).map(TaskSplit::displayName).toList();
        return Arrays.stream(values())
                .filter(split -> split.displayName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("--split must be one of %s, not '%s'".formatted(String.join(", ", names), name)));
    }

    /** Returns the first tasks of this split, or all if there are fewer. */
    <T extends Task> List<T> tasks(TaskSource<T> source, int count) {
        return switch (this) {
            case TRAIN -> LongStream.range(0, count).mapToObj(source::training).toList();
            case VALIDATION -> source.validation(count);
            case HELD_OUT -> source.heldOut(count);
        };
    }
}
