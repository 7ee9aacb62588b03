package dev.lathe.train.parallel;

import com.sun.management.OperatingSystemMXBean;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.train.recipe.ParallelRecipe;
import dev.lathe.train.recipe.ParallelRecipe.Shard;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Predicts what memory a team needs at least: what it computes on the way comes on top. */
final class MemoryNeed {
    private static final double GIB = 1L << 30;
    private static final int NUMBER = 4;

    private MemoryNeed() {}

    /**
     * Checks that the host has the memory.
     *
     * @param stateNumbers what the optimiser remembers of each parameter
     * @throws UserError if not, with the arithmetic
     */
    static void require(ParallelRecipe recipe, DecoderConfig model, int stateNumbers) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        require(recipe, elements(model), stateNumbers, system.getTotalMemorySize());
    }

    static void require(ParallelRecipe recipe, long parameters, int stateNumbers, long memory) {
        double processes = recipe.processes();
        double parts = (double) recipe.tensor() * recipe.pipeline() * recipe.expert();
        double weights = processes * parameters * NUMBER / GIB;
        double gradients = processes * parameters * NUMBER / parts / GIB;
        double sharing = recipe.shard() == Shard.NONE ? 1 : recipe.data();
        double states = processes * parameters * NUMBER * stateNumbers / parts / sharing / GIB;
        double need = weights + gradients + states;
        if (need * GIB > memory) {
            throw new UserError(
                    "parallel: %d processes need at least %.1f GiB (weights %.1f, gradients %.1f, optimizer %.1f), and this machine has %.1f; use fewer, or shard: optimizer"
                            .formatted(recipe.processes(), need, weights, gradients, states, memory / GIB));
        }
    }

    private static long elements(DecoderConfig model) {
        return Parameters.shapes(model).values().stream()
                .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
                .sum();
    }
}
