package dev.lathe.core;

import java.util.List;

/**
 * Groups the trajectories of one task: the unit of a baseline.
 *
 * @param taskId the task they share
 * @param trajectories the attempts, in the order of their episode numbers
 */
public record TrajectoryGroup(String taskId, List<Trajectory> trajectories) {
    public TrajectoryGroup {
        trajectories = List.copyOf(trajectories);
    }

    /** Returns whether all scores are equal, so that no baseline over the group leaves anything to learn. */
    public boolean withoutSignal() {
        return trajectories.stream()
                        .mapToDouble(trajectory -> trajectory.score().value())
                        .distinct()
                        .count()
                <= 1;
    }
}
