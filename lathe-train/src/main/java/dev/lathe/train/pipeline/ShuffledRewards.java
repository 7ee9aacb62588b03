package dev.lathe.train.pipeline;

import dev.lathe.core.Score;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Deals the scores of a step out again at random: a control whose rewards say nothing about what was done. */
final class ShuffledRewards {
    private ShuffledRewards() {}

    static List<TrajectoryGroup> of(List<TrajectoryGroup> groups, long seed) {
        List<Score> scores = new ArrayList<>(groups.stream()
                .flatMap(group -> group.trajectories().stream())
                .map(Trajectory::score)
                .toList());
        Collections.shuffle(scores, new Random(seed));
        Iterator<Score> next = scores.iterator();
        return groups.stream()
                .map(group -> new TrajectoryGroup(
                        group.taskId(),
                        group.trajectories().stream()
                                .map(episode -> episode.withScore(next.next()))
                                .toList()))
                .toList();
    }
}
