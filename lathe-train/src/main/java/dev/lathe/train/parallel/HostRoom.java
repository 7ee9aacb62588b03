package dev.lathe.train.parallel;

import com.sun.management.OperatingSystemMXBean;
import dev.lathe.core.UserError;
import dev.lathe.train.recipe.ParallelRecipe;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says what a host has for processes.
 *
 * @param cores that they compute with
 * @param memory in bytes
 */
public record HostRoom(int cores, long memory) {
    /** Bytes by which Java and libtorch fill a machine for each process: about the mean of four whose model was hardly any. */
    public static final long PROCESS = 260L << 20;

    /** A core with more processes than that does little but turn from one to the next. */
    private static final int PROCESSES_PER_CORE = 4;

    private static final double GIB = 1L << 30;

    /** Returns what this machine has, or the container that this process is in. */
    public static HostRoom here() {
        return new HostRoom(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
    }

    /**
     * Checks that it bears the processes of a recipe, whatever their model is.
     *
     * @throws UserError if not, with the arithmetic
     */
    public void require(ParallelRecipe recipe) {
        long most = Math.max(1, Math.min((long) cores * PROCESSES_PER_CORE, memory / PROCESS));
        if (recipe.processes() > most) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "parallel: %s are %d processes, and this machine bears %d: %d a core of %d, and %.2f GiB each of %.1f GiB",
                    product(recipe),
                    recipe.processes(),
                    most,
                    PROCESSES_PER_CORE,
                    cores,
                    PROCESS / GIB,
                    memory / GIB));
        }
    }

    /** Returns the numbers of a recipe that are not 1, with their names. */
    private static String product(ParallelRecipe recipe) {
        Grid grid = Grid.of(recipe, 0);
        return Arrays.stream(Axis.values())
                .filter(axis -> grid.size(axis) > 1)
                .map(axis -> "%s %d".formatted(axis.name().toLowerCase(Locale.ROOT), grid.size(axis)))
                .collect(Collectors.joining(" x "));
    }
}
