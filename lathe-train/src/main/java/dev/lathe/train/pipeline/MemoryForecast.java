package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.train.parallel.HostRoom;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Predicts what memory a run needs at least, in all processes together: what it computes on the way, and keys and values, come on top.
 *
 * @param parallel the processes
 * @param parameters numbers of the model
 * @param learned how many of them learn
 * @param remembered what the optimiser remembers of each that learns
 * @param workers of each process, which add gradients up by themselves
 * @param rounded whether gradients are computed with bfloat16 copies
 * @param others models beside the one that learns, such as the one it began as
 * @param served bytes that the engine keeps of each number in a form of its own; 0 without one
 */
record MemoryForecast(
        ParallelRecipe parallel,
        long parameters,
        long learned,
        int remembered,
        int workers,
        boolean rounded,
        int others,
        int served) {
    private static final double GIB = 1L << 30;

    /** Returns the forecast of a run with other models and an engine. */
    MemoryForecast with(int otherModels, int servedBytes) {
        return new MemoryForecast(
                parallel, parameters, learned, remembered, workers, rounded, otherModels, servedBytes);
    }

    /**
     * Checks that a machine has the memory.
     *
     * @param memory of the machine, in bytes
     * @throws UserError if it has not, with the arithmetic
     */
    void require(long memory) {
        SequencedMap<String, Double> parts = parts();
        double need = parts.values().stream().mapToDouble(part -> part).sum();
        if (need > memory / GIB) {
            String processes =
                    parallel.processes() == 1 ? "this run needs" : "%d processes need".formatted(parallel.processes());
            throw new UserError(
                    "memory: %s at least %.1f GiB (%s), and this machine has %.1f; use a smaller model, an adapter%s"
                            .formatted(
                                    processes,
                                    need,
                                    parts.entrySet().stream()
                                            .filter(part -> part.getValue() > 0)
                                            .map(part -> String.format(
                                                    Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                                            .collect(Collectors.joining(", ")),
                                    memory / GIB,
                                    parallel.processes() == 1 ? "" : ", fewer processes or shard: optimizer"));
        }
    }

    private SequencedMap<String, Double> parts() {
        double processes = parallel.processes();
        double divided = (double) parallel.tensor() * parallel.pipeline() * parallel.expert();
        double sharing = parallel.shard() == Shard.NONE ? 1 : parallel.data();
        SequencedMap<String, Double> parts = new LinkedHashMap<>();
        parts.put("Java and libtorch", processes * HostRoom.PROCESS / GIB);
        parts.put("weights", processes * gib(parameters, Float.BYTES));
        parts.put("their bfloat16 copies", rounded ? processes * gib(parameters, Short.BYTES) / divided : 0);
        parts.put("gradients", processes * gib(learned, gradientBytes()) / divided);
        parts.put("optimizer", processes * gib(learned, Float.BYTES * remembered) / divided / sharing);
        parts.put("other models", processes * others * gib(parameters, Float.BYTES));
        parts.put("engine", gib(parameters, served));
        parts.put("a checkpoint while it is written", gib(parameters + learned * remembered, Float.BYTES));
        return parts;
    }

    /** Returns the bytes of a number's gradients in a process: each worker has its own, and bfloat16 ones are added up in float32. */
    private int gradientBytes() {
        return rounded ? workers * Short.BYTES + Float.BYTES : workers * Float.BYTES;
    }

    private static double gib(long numbers, int bytes) {
        return numbers * (double) bytes / GIB;
    }
}
