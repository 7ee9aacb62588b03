package dev.lathe.env;

import dev.lathe.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generates sums and differences. A task belongs to one split for good, so that nothing held out is ever trained on. */
public final class ArithmeticTasks {
    private static final int PARTS = 10;

    private final int limit;
    private final long seed;

    /** Names what a task is for. */
    public enum Split {
        /** Eight tasks of ten. */
        TRAIN,
        VALIDATION,
        HELD_OUT;

        private boolean holds(ArithmeticTask task) {
            long part = Math.floorMod(Seeds.of(0, task.id()), PARTS);
            return this == (part == 0 ? HELD_OUT : part == 1 ? VALIDATION : TRAIN);
        }
    }

    /**
     * Generates tasks.
     *
     * @param digits of the greatest number, 1 to 6
     * @param seed decides which tasks come in which order
     */
    public ArithmeticTasks(int digits, long seed) {
        limit = (int) Math.pow(10, digits);
        this.seed = seed;
    }

    /** Returns a task: any number from 0 gives one, the same one each time. Numbers of all lengths are as likely as their tasks. */
    public ArithmeticTask task(Split split, long number) {
        SplittableRandom random = new SplittableRandom(Seeds.of(Seeds.of(seed, split.name()), number));
        while (true) {
            int one = random.nextInt(limit);
            int other = random.nextInt(limit);
            boolean plus = random.nextBoolean();
            ArithmeticTask task = plus
                    ? new ArithmeticTask(one, true, other)
                    : new ArithmeticTask(Math.max(one, other), false, Math.min(one, other));
            if (split.holds(task)) {
                return task;
            }
        }
    }

    /** Returns the first tasks of a split. */
    public List<ArithmeticTask> tasks(Split split, int count) {
        List<ArithmeticTask> tasks = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            tasks.add(task(split, number));
        }
        return tasks;
    }
}
