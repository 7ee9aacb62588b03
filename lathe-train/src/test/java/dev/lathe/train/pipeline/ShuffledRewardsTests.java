package dev.lathe.train.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffledRewardsTests {
    private static final List<TrajectoryGroup> GROUPS =
            IntStream.range(0, 3).mapToObj(ShuffledRewardsTests::group).toList();

    @Test
    void rewardsAreDealtOutAgainOverAllGroups() {
        List<Double> shuffled = scores(ShuffledRewards.of(GROUPS, 1));
        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(scores(GROUPS)).isNotEqualTo(scores(GROUPS));
        assertThat(scores(ShuffledRewards.of(GROUPS, 1))).isEqualTo(shuffled);
        assertThat(scores(ShuffledRewards.of(GROUPS, 2))).isNotEqualTo(shuffled);
    }

    @Test
    void nothingElseMoves() {
        List<TrajectoryGroup> shuffled = ShuffledRewards.of(GROUPS, 1);
        assertThat(shuffled).extracting(TrajectoryGroup::taskId).containsExactly("task 0", "task 1", "task 2");
        assertThat(seeds(shuffled)).isEqualTo(seeds(GROUPS));
    }

    private static List<Double> scores(List<TrajectoryGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.trajectories().stream())
                .map(episode -> episode.score().value())
                .toList();
    }

    private static List<Long> seeds(List<TrajectoryGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.trajectories().stream())
                .map(Trajectory::seed)
                .toList();
    }

    private static TrajectoryGroup group(int number) {
        String task = "task " + number;
        TokenSpan prompt = TokenSpan.prompt(new int[] {1}, PolicyVersion.INITIAL);
        return new TrajectoryGroup(
                task,
                IntStream.range(4 * number, 4 * number + 4)
                        .mapToObj(episode -> new Trajectory(
                                task,
                                episode,
                                prompt,
                                "",
                                List.of(),
                                Metrics.NONE,
                                Score.of(episode),
                                Trajectory.EndReason.TERMINATED))
                        .toList());
    }
}
