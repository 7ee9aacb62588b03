package dev.lathe.train.pipeline;

import dev.lathe.core.UserError;
import dev.lathe.tensor.Device;
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
        SequencedMap<String, Double> parts = new LinkedHashMap<>();
        parts.put("Java and libtorch", processes() * HostRoom.PROCESS / GIB);
        ofProcess().forEach((part, need) -> parts.put(part, processes() * need));
        parts.put("engine", engine());
        parts.put("a checkpoint while it is written", checkpoint());
        require(parts, several("this run needs", "%d processes need"), memory, "this machine");
    }

    /**
     * Checks the same where each process computes on a device of its own.
     *
     * @param memory of the machine, in bytes
     * @param room on one of the devices, in bytes
     */
    void require(long memory, Device device, long room) {
        SequencedMap<String, Double> there = ofProcess();
        there.put("engine", engine());
        require(there, several("this run needs", "each of %d processes needs"), room, device.toString());
        SequencedMap<String, Double> here = new LinkedHashMap<>();
        here.put("Java and libtorch", processes() * HostRoom.PROCESS / GIB);
        here.put("weights while they are read", processes() * gib(parameters, Float.BYTES));
        here.put("a checkpoint while it is written", checkpoint());
        require(here, several("this run needs", "%d processes need"), memory, "this machine");
    }

    private void require(SequencedMap<String, Double> parts, String who, long memory, String where) {
        double need = parts.values().stream().mapToDouble(part -> part).sum();
        if (need > memory / GIB) {
            throw new UserError("memory: %s at least %.1f GiB (%s), and %s has %.1f; use a smaller model, an adapter%s"
                    .formatted(
                            who,
                            need,
                            parts.entrySet().stream()
                                    .filter(part -> part.getValue() > 0)
                                    .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                                    .collect(Collectors.joining(", ")),
                            where,
                            memory / GIB,
                            several("", ", fewer processes or shard: optimizer")));
        }
    }

    /** Returns what a process of its own needs of the device that it computes on. */
    private SequencedMap<String, Double> ofProcess() {
        double divided = (double) parallel.tensor() * parallel.pipeline() * parallel.expert();
        double sharing = parallel.shard() == Shard.NONE ? 1 : parallel.data();
        SequencedMap<String, Double> parts = new LinkedHashMap<>();
        parts.put("weights", gib(parameters, Float.BYTES));
        parts.put("their bfloat16 copies", rounded ? gib(parameters, Short.BYTES) / divided : 0);
        parts.put("gradients", gib(learned, gradientBytes()) / divided);
        parts.put("optimizer", gib(learned, Float.BYTES * remembered) / divided / sharing);
        parts.put("other models", others * gib(parameters, Float.BYTES));
        return parts;
    }

    private double engine() {
        return gib(parameters, served);
    }

    private double checkpoint() {
        return gib(parameters + learned * remembered, Float.BYTES);
    }

    private double processes() {
        return parallel.processes();
    }

    private String several(String one, String more) {
        return parallel.processes() == 1 ? one : more.formatted(parallel.processes());
    }

    /** Returns the bytes of a number's gradients in a process: each worker has its own, and bfloat16 ones are added up in float32. */
    private int gradientBytes() {
        return rounded ? workers * Short.BYTES + Float.BYTES : workers * Float.BYTES;
    }

    private static double gib(long numbers, int bytes) {
        return numbers * (double) bytes / GIB;
    }
}
