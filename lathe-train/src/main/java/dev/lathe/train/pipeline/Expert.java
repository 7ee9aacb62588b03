package dev.lathe.train.pipeline;

import dev.lathe.core.Task;
import dev.lathe.core.Trajectory;
import dev.lathe.rollout.Opening;
import java.util.List;

/**
 * Holds an expert's episode.
 *
 * @param <T> the tasks
 * @param task what was to be done
 * @param trajectory how it was done
 * @param index its place among the tasks of the step
 */
record Expert<T extends Task>(T task, Trajectory trajectory, int index) {
    int chunks() {
        return trajectory.chunks().size();
    }

    /** Returns where the policy plays on after some of the expert's chunks. */
    Opening<T> after(int chunks) {
        List<String> replies = trajectory.chunks().subList(0, chunks).stream()
                .map(chunk -> chunk.actionText())
                .toList();
        return new Opening<>(task, replies);
    }
}
