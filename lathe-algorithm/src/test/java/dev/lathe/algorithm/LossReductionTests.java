package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lathe.core.Chunk;
import dev.lathe.core.Metrics;
import dev.lathe.core.PolicyVersion;
import dev.lathe.core.Score;
import dev.lathe.core.TokenSpan;
import dev.lathe.core.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossReductionTests {
    private static final List<Demonstration> BATCH = List.of(
            new Demonstration(new int[] {1, 2, 3, 4, 5}, new int[] {2, 4}),
            new Demonstration(new int[] {1, 2}, new int[] {}),
            new Demonstration(new int[] {6, 7, 8, 9, 10, 11, 12}, new int[] {1, 2, 3, 4, 5, 6}));

    @Test
    void dividesByTheWholeBatch() {
        assertThat(weights(new LossReduction.TokenMean())).containsExactly(0.125f, 0.125f);
        assertThat(weights(new LossReduction.SequenceMean())).containsExactly(0.25f, (float) (1 / 12.0));
        assertThat(weights(new LossReduction.SequenceSum())).containsExactly(0.5f, 0.5f);
        assertThat(weights(new LossReduction.Constant(16))).containsExactly(0.03125f, 0.03125f);
    }

    @Test
    void leavesOutDemonstrationsThatTeachNothing() {
        List<TrainingSample> samples = SupervisedSamples.of(BATCH, new LossReduction.TokenMean());
        assertThat(samples).hasSize(2);
        assertThat(samples.getLast().positions()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(samples.getLast().advantages()).isEmpty();
        assertThat(samples.getLast().behaviorLogProbs()).isEmpty();
        assertThat(SupervisedSamples.of(List.of(), new LossReduction.TokenMean()))
                .isEmpty();
    }

    @Test
    void teachesWhatWasWrittenInAnEpisode() {
        var version = PolicyVersion.INITIAL;
        var chunk = new Chunk(
                TokenSpan.model(new int[] {7, 8}, new float[2], version),
                "",
                TokenSpan.environment(new int[] {9}, version),
                "",
                0);
        var trajectory = new Trajectory(
                "t",
                0,
                TokenSpan.prompt(new int[] {5, 6}, version),
                "",
                List.of(chunk, chunk),
                Metrics.NONE,
                Score.of(1),
                Trajectory.EndReason.TERMINATED);
        Demonstration demonstration = Demonstration.of(trajectory);
        assertThat(demonstration.tokens()).containsExactly(5, 6, 7, 8, 9, 7, 8, 9);
        assertThat(demonstration.positions()).containsExactly(2, 3, 5, 6);
    }

    @Test
    void refusesAConstantBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LossReduction.Constant(0));
    }

    private static float[] weights(LossReduction reduction) {
        List<TrainingSample> samples = SupervisedSamples.of(BATCH, reduction);
        return new float[] {samples.getFirst().weights()[0], samples.getLast().weights()[0]};
    }
}
