package dev.lathe.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.Metrics;
import dev.lathe.core.Progress;
import dev.lathe.core.Seeds;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.Counting.Game;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RolloutSchedulerTests {
    private static final List<Game> GAMES = IntStream.range(0, 5)
            .mapToObj(number -> Game.of("game" + "abcde".charAt(number), 1 + (number * 3) % 5))
            .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100})
    void groupsTrajectoriesByTaskHoweverManyConversationsThereAre(int conversations) {
        try (Rig rig = new Rig(conversations, 100)) {
            List<TrajectoryGroup> groups = rig.rollout(GAMES, 3, Rig.SAMPLED);
            assertThat(groups).hasSize(GAMES.size());
            for (int task = 0; task < groups.size(); task++) {
                Game game = GAMES.get(task);
                assertThat(groups.get(task).taskId()).isEqualTo(game.id());
                List<Trajectory> trajectories = groups.get(task).trajectories();
                for (int episode = 0; episode < 3; episode++) {
                    Trajectory trajectory = trajectories.get(episode);
                    assertThat(trajectory.taskId()).isEqualTo(game.id());
                    assertThat(trajectory.seed()).isEqualTo(Seeds.of(3, task, episode));
                    assertThat(trajectory.chunks()).hasSize(game.turns());
                }
                assertThat(trajectories).hasSize(3);
                assertThat(trajectories.get(0).chunks().getFirst().action().tokens())
                        .isNotEqualTo(
                                trajectories.get(1).chunks().getFirst().action().tokens());
            }
        }
    }

    @Test
    void delaysOfTheEnvironmentsChangeNothing() {
        try (Rig rig = new Rig(6, 100)) {
            List<TrajectoryGroup> expected = rig.rollout(GAMES, 3, Rig.SAMPLED);
            for (long delays = 1; delays <= 3; delays++) {
                assertThat(rig.rolloutWithDelays(GAMES, 3, delays))
                        .usingRecursiveComparison()
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void countsFinishedEpisodes() {
        AtomicLong finished = new AtomicLong();
        Progress progress = new Progress() {
            @Override
            public void phase(String name, long total, String unit) {}

            @Override
            public void advance(long units) {
                finished.addAndGet(units);
            }

            @Override
            public void metrics(Metrics metrics) {}

            @Override
            public void note(String text) {}
        };
        try (Rig rig = new Rig(4, 100)) {
            rig.rollout(GAMES, 2, Rig.SAMPLED, () -> new Counting(0, 0), progress);
        }
        assertThat(finished).hasValue(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailingEnvironmentEndsTheRolloutWithItsCause(int breaks) {
        List<Game> games = List.of(Game.of("sound", 4), new Game("broken", 4, false, breaks), Game.of("other", 90));
        try (Rig rig = new Rig(4, 900)) {
            assertThatThrownBy(() -> rig.rolloutWithDelays(games, 2, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an episode failed: java.lang.IllegalArgumentException: the shelf collapsed")
                    .hasRootCauseMessage("the shelf collapsed");
            assertThat(Rig.flat(rig.rollout(GAMES, 2, Rig.SAMPLED))).hasSize(10);
        }
    }

    @Test
    void failuresOutsideTheEnvironmentHaveTheirCauseToo() {
        try (Rig rig = new Rig(4, 100)) {
            assertThatThrownBy(() -> rig.rollout(
                            GAMES,
                            2,
                            Rig.SAMPLED,
                            () -> {
                                throw new IllegalArgumentException("no environment left");
                            },
                            Progress.SILENT))
                    .hasRootCauseMessage("no environment left");
            assertThatThrownBy(() -> rig.rollout(
                            GAMES, 2, Rig.SAMPLED, () -> new Counting(0, 0), Progress.SILENT, (_, _, outcome) -> {
                                throw new IllegalArgumentException("no reward for " + outcome.values());
                            }))
                    .rootCause()
                    .hasMessageStartingWith("no reward for {letters=");
        }
    }

    @Test
    void noTasksGiveNoGroups() {
        try (Rig rig = new Rig(2, 100)) {
            assertThat(rig.rollout(List.of(), 4, Rig.SAMPLED)).isEmpty();
        }
    }
}
