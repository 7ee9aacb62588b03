package dev.lathe.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Chunk;
import dev.lathe.core.TokenSpan.Source;
import dev.lathe.core.Trajectory;
import dev.lathe.core.Trajectory.EndReason;
import dev.lathe.rollout.Counting.Game;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EpisodeTests {
    private static final int CAPACITY = 100;
    private static final Rig RIG = new Rig(3, CAPACITY);
    private static final LetterChat CHAT = new LetterChat();

    @AfterAll
    static void close() {
        RIG.close();
    }

    @Test
    void keepsWhatWasSaidAndWhatItWasWorth() {
        Trajectory trajectory = play(Game.of("three", 3), Rig.SAMPLED);
        assertThat(trajectory.promptText()).isEqualTo("count\nthree");
        assertThat(trajectory.prompt().source()).isEqualTo(Source.PROMPT);
        assertThat(trajectory.end()).isEqualTo(EndReason.TERMINATED);
        int letters = 0;
        for (Chunk chunk : trajectory.chunks()) {
            assertThat(chunk.action().version()).isEqualTo(Rig.VERSION);
            assertThat(chunk.actionText()).isEqualTo(CHAT.text(chunk.action().tokens()));
            assertThat(chunk.reward()).isEqualTo(chunk.actionText().length());
            letters += chunk.actionText().length();
        }
        assertThat(trajectory.outcome().get("letters")).isEqualTo(letters);
        assertThat(trajectory.score().value()).isEqualTo(letters);
        assertThat(trajectory.chunks()).extracting(Chunk::observationText).containsExactly("b", "c", "");
    }

    @Test
    void anEpisodeThatALimitOfTheEnvironmentEndsIsTruncated() {
        assertThat(play(new Game("cut", 2, true, -1), Rig.SAMPLED).end()).isEqualTo(EndReason.TRUNCATED);
    }

    @Test
    void tokensAreThoseThatTheModelSawAndWrote() {
        for (Trajectory trajectory : plays(Game.of("four", 4), 12)) {
            int[] tokens = tokens(trajectory);
            float[] logProbs = RIG.logProbs(tokens);
            int at = trajectory.prompt().length();
            for (Chunk chunk : trajectory.chunks()) {
                int end = at + chunk.action().length();
                assertThat(chunk.action().logProbs())
                        .containsExactly(Arrays.copyOfRange(logProbs, at - 1, end - 1), within(1e-4f));
                at = end + chunk.observation().length();
            }
            assertThat(at).isEqualTo(tokens.length);
        }
    }

    @Test
    void aReplyWithoutAnEndGetsOne() {
        List<Chunk> chunks = plays(Game.of("two", 2), 40).stream()
                .map(trajectory -> trajectory.chunks().getFirst())
                .toList();
        assertThat(chunks).anyMatch(EpisodeTests::ended).anyMatch(chunk -> !ended(chunk));
        for (Chunk chunk : chunks) {
            assertThat(chunk.observation().tokens()[0] == LetterChat.END).isNotEqualTo(ended(chunk));
            assertThat(chunk.action().length()).isLessThanOrEqualTo(Rig.SAMPLED.turnTokens());
        }
    }

    @Test
    void endsWhereTheConversationIsFull() {
        Trajectory trajectory = play(Game.of("long", 1000), Rig.SAMPLED);
        assertThat(trajectory.end()).isEqualTo(EndReason.TOKEN_LIMIT);
        assertThat(trajectory.score().value()).isEqualTo(-1);
        Chunk last = trajectory.chunks().getLast();
        assertThat(trajectory.length()).isGreaterThanOrEqualTo(CAPACITY);
        assertThat(trajectory.length() - last.observation().length()).isLessThanOrEqualTo(CAPACITY);
    }

    @Test
    void aPromptThatFillsTheConversationEndsItAtOnce() {
        Trajectory trajectory = play(Game.of("x".repeat(CAPACITY), 2), Rig.SAMPLED);
        assertThat(trajectory.end()).isEqualTo(EndReason.TOKEN_LIMIT);
        assertThat(trajectory.chunks()).isEmpty();
    }

    @Test
    void greedyEpisodesOfATaskAreAlike() {
        List<Trajectory> twice = Rig.flat(RIG.rollout(List.of(Game.of("greedy", 2)), 2, new EpisodeLimits(6, 0)));
        assertThat(tokens(twice.get(0))).containsExactly(tokens(twice.get(1)));
    }

    private static boolean ended(Chunk chunk) {
        int[] tokens = chunk.action().tokens();
        return tokens[tokens.length - 1] == LetterChat.END;
    }

    private static Trajectory play(Game game, EpisodeLimits limits) {
        return Rig.flat(RIG.rollout(List.of(game), 1, limits)).getFirst();
    }

    private static List<Trajectory> plays(Game game, int times) {
        return Rig.flat(RIG.rollout(List.of(game), times, Rig.SAMPLED));
    }

    private static int[] tokens(Trajectory trajectory) {
        IntStream tokens = IntStream.of(trajectory.prompt().tokens());
        for (Chunk chunk : trajectory.chunks()) {
            tokens = IntStream.concat(
                    tokens,
                    IntStream.concat(
                            IntStream.of(chunk.action().tokens()),
                            IntStream.of(chunk.observation().tokens())));
        }
        return tokens.toArray();
    }
}
