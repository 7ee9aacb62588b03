package dev.lathe.model.engine;

import dev.lathe.tensor.ProcessGroup;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Is the processes that compute one decoder together, seen from one of them. The first leads: the others wait for its orders as long
 * as it is there, and nobody waits for anybody in the middle of a pass for longer than the team's patience.
 *
 * @param orders by which the first says what is to be done
 * @param sums in which all add up what each has computed
 */
public record TensorTeam(ProcessGroup orders, ProcessGroup sums) implements AutoCloseable {
    /** How long a pass waits for a process that is busy elsewhere before it counts as lost. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    /**
     * Makes a team of all processes of a group, which stays its owner's.
     *
     * @param patience how long a pass waits for a process
     */
    public static TensorTeam of(ProcessGroup all, Duration patience) {
        List<Integer> ranks = IntStream.range(0, all.size()).boxed().toList();
        return new TensorTeam(
                all.part("orders", ranks, all.rank() == 0 ? patience : AS_LONG_AS_IT_TAKES),
                all.part("sums", ranks, patience));
    }

    @Override
    public void close() {
        orders.close();
        sums.close();
    }
}
