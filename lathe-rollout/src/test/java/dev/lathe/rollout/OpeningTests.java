package dev.lathe.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Chunk;
import dev.lathe.core.Progress;
import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.rollout.Counting.Game;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Holds that a policy can play on from what somebody else began. */
class OpeningTests {
    private static final Rig RIG = new Rig(3, 100);
    private static final Game GAME = Game.of("four", 4);

    @AfterAll
    static void close() {
        RIG.close();
    }

    @Test
    void thePolicyLearnsOnlyWhatItWroteAfterTheReplies() {
        var opening = new Opening<>(GAME, List.of("abc", "de"));
        for (Trajectory trajectory : play(List.of(opening), 4).getFirst().trajectories()) {
            assertThat(trajectory.chunks()).hasSize(2);
            assertThat(trajectory.promptText()).isEqualTo("count\nfour\nabc\nb\nde\nc");
            int written = trajectory.chunks().stream()
                    .mapToInt(chunk -> chunk.actionText().length())
                    .sum();
            assertThat(trajectory.outcome().get("letters")).isEqualTo(5 + written);
            int[] tokens = trajectory.prompt().tokens();
            Chunk first = trajectory.chunks().getFirst();
            int[] seen = IntStream.concat(
                            IntStream.of(tokens), IntStream.of(first.action().tokens()))
                    .toArray();
            assertThat(first.action().logProbs())
                    .containsExactly(
                            Arrays.copyOfRange(RIG.logProbs(seen), tokens.length - 1, seen.length - 1), within(1e-4f));
        }
    }

    @Test
    void anEpisodePlayedOnHasTheTokensOfOnePlayedWhole() {
        List<String> replies = List.of("abc", "de", "f", "gh");
        Trajectory whole = RIG.scheduler().rehearse(new Opening<>(GAME, replies), 1);
        Trajectory continued = play(List.of(new Opening<>(GAME, replies.subList(0, 3))), 1)
                .getFirst()
                .trajectories()
                .getFirst();
        assertThat(continued.prompt().tokens())
                .isEqualTo(whole.after(3).prompt().tokens());
        assertThat(continued.promptText()).isEqualTo(whole.after(3).promptText());
    }

    @Test
    void everyOpeningHasAGroup() {
        List<TrajectoryGroup> groups = play(
                List.of(
                        new Opening<>(GAME, List.of("a")),
                        Opening.of(GAME),
                        new Opening<>(GAME, List.of("a", "b", "c"))),
                2);
        assertThat(groups).extracting(TrajectoryGroup::taskId).containsOnly("four");
        assertThat(groups)
                .extracting(group -> group.trajectories().getLast().chunks().size())
                .containsExactly(3, 4, 1);
    }

    @Test
    void aRehearsalNeedsNoPolicyAndKnowsNoLogProbabilities() {
        Trajectory trajectory = RIG.scheduler().rehearse(new Opening<>(Game.of("two", 2), List.of("abc", "de")), 1);
        assertThat(trajectory.chunks()).extracting(Chunk::actionText).containsExactly("abc", "de");
        assertThat(trajectory.chunks().getFirst().action().logProbs()).containsOnly(Float.NaN);
        assertThat(trajectory.score().value()).isEqualTo(5);
        assertThat(trajectory.end()).isEqualTo(EndReason.TERMINATED);
    }

    @Test
    void aRehearsalThatEndsTooEarlyRanOutOfRoom() {
        Trajectory trajectory = RIG.scheduler().rehearse(new Opening<>(GAME, List.of("abc")), 1);
        assertThat(trajectory.end()).isEqualTo(EndReason.TOKEN_LIMIT);
        assertThat(trajectory.score().value()).isEqualTo(-1);
    }

    @Test
    void anEpisodeThatEndsWithinTheRepliesTeachesNothing() {
        Trajectory trajectory = play(List.of(new Opening<>(Game.of("one", 1), List.of("ab", "c"))), 1)
                .getFirst()
                .trajectories()
                .getFirst();
        assertThat(trajectory.modelTokens()).isZero();
        assertThat(trajectory.score().value()).isEqualTo(2);
    }

    private static List<TrajectoryGroup> play(List<Opening<Game>> openings, int times) {
        return RIG.scheduler().resume(openings, times, Rig.SAMPLED, 5, Progress.SILENT);
    }
}
