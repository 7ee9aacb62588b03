package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import dev.lathe.rollout.RolloutScheduler;
import dev.lathe.train.parallel.Team;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first process of a team act in environments, and tells the others what came of it.
 *
 * @param team the processes
 * @param scheduler of the first process; null in others
 * @param gather makes that process ready to act; called in all
 */
record Actors<T extends Task>(Team team, @Nullable RolloutScheduler<T> scheduler, Runnable gather) {
    static <T extends Task> Actors<T> alone(RolloutScheduler<T> scheduler) {
        return new Actors<>(Team.alone(), scheduler, () -> {});
    }

    /** Returns in all processes what the first one plays. */
    <R> R play(Class<R> type, Function<RolloutScheduler<T>, R> playing) {
        gather.run();
        return team.tell(type, () -> playing.apply(Objects.requireNonNull(scheduler)));
    }
}
