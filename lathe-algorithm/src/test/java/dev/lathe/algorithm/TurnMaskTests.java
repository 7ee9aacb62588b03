package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnMaskTests {
    private static final ObjectivesGolden GOLDEN = ObjectivesGolden.load();
    private static final int PROMPT = 3;

    @ParameterizedTest
    @CsvSource({
        "all, false, false",
        "without-errors, true, false",
        "without-detours, false, true",
        "without-both, true, true"
    })
    void givesTheCrossEntropyOfTorch(String name, boolean errors, boolean detours) {
        ObjectivesGolden.Imitation expected = GOLDEN.imitation().get(name);
        Demonstration demonstration = new TurnMask(errors, detours).of(trajectory(), turns());
        int[] places = places();
        assertThat(demonstration.positions())
                .containsExactly(
                        Arrays.stream(expected.learned()).map(t -> places[t]).toArray());
        try (Scope scope = Scope.open()) {
            double[] learned = Arrays.stream(expected.learned())
                    .mapToDouble(t -> expected.logProbs()[t])
                    .toArray();
            List<TrainingSample> samples = SupervisedSamples.of(List.of(demonstration), new LossReduction.TokenMean());
            TokenBatch batch = TokenBatch.of(samples, Tensor.of(learned, learned.length));
            assertThat(new Objective.Supervised().loss(batch).item()).isEqualTo(expected.loss(), within(1e-6));
        }
    }

    @Test
    void keepsTurnsThatAreLeftOutInTheContext() {
        assertThat(new TurnMask(true, true).of(trajectory(), turns()).tokens())
                .isEqualTo(Demonstration.of(trajectory()).tokens());
    }

    @Test
    void refusesTurnsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TurnMask(true, true).of(trajectory(), turns().subList(0, 2)))
                .withMessage("2 turns for 4 chunks");
    }

    private static List<TurnMask.Turn> turns() {
        return GOLDEN.turns().stream()
                .map(turn -> new TurnMask.Turn(turn.failed(), turn.relevant()))
                .toList();
    }

    private static Trajectory trajectory() {
        List<Chunk> chunks = new ArrayList<>();
        var version = PolicyVersion.INITIAL;
        for (ObjectivesGolden.Turn turn : GOLDEN.turns()) {
            chunks.add(new Chunk(
                    TokenSpan.model(new int[turn.written()], new float[turn.written()], version),
                    "",
                    TokenSpan.environment(new int[turn.back()], version),
                    "",
                    0));
        }
        return new Trajectory(
                "t",
                0,
                TokenSpan.prompt(new int[PROMPT], version),
                "",
                chunks,
                Metrics.NONE,
                Score.of(1),
                Trajectory.EndReason.TERMINATED);
    }

    /** Returns where each token that was written stands in the episode. */
    private static int[] places() {
        List<Integer> places = new ArrayList<>();
        int at = PROMPT;
        for (ObjectivesGolden.Turn turn : GOLDEN.turns()) {
            for (int i = 0; i < turn.written(); i++) {
                places.add(at++);
            }
            at += turn.back();
        }
        return places.stream().mapToInt(i -> i).toArray();
    }
}
