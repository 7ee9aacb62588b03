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
import dev.lathe.core.TrajectoryGroup;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySamplesTests {
    private static final Golden GOLDEN = Golden.load();

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dr-grpo", "gspo", "rloo", "rloo-clip", "ppo-clip", "reinforce"})
    void givesTheAdvantagesOfTheFormula(String name) {
        List<TrainingSample> samples = PolicySamples.of(GOLDEN.trajectoryGroups(), GOLDEN.algorithm(name))
                .samples();
        double[] expected = GOLDEN.cases().get(name).advantages();
        assertThat(samples).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            for (float advantage : samples.get(i).advantages()) {
                assertThat(advantage).isEqualTo((float) expected[i], within(1e-6f));
            }
        }
    }

    @Test
    void learnsExactlyTheTokensThatTheModelWrote() {
        List<TrainingSample> samples = PolicySamples.of(GOLDEN.trajectoryGroups(), GOLDEN.algorithm("grpo"))
                .samples();
        TrainingSample first = samples.getFirst();
        int prompt = GOLDEN.attempts().getFirst().prompt();
        // Chunks of 4, 2 and 3 tokens, with 3, 5 and 0 coming back.
        int[] offsets = {0, 1, 2, 3, 7, 8, 14, 15, 16};
        assertThat(first.positions())
                .containsExactly(Arrays.stream(offsets).map(o -> prompt + o).toArray());
        assertThat(first.tokens()).hasSize(prompt + 17);
        for (int i = 0; i < first.tokens().length; i++) {
            assertThat(first.tokens()[i]).isEqualTo(100 + i);
        }
        float[] recorded = new float[9];
        for (int i = 0; i < recorded.length; i++) {
            recorded[i] = (float) GOLDEN.attempts().getFirst().behaviour()[i];
        }
        assertThat(first.behaviorLogProbs()).containsExactly(recorded);
    }

    @Test
    void discountsByTheChunksThatFollow() {
        TrainingSample first = PolicySamples.of(GOLDEN.trajectoryGroups(), GOLDEN.algorithm("discounted-chunks"))
                .samples()
                .getFirst();
        double last = GOLDEN.cases().get("discounted-chunks").advantages()[0];
        double[] expected = {0.81, 0.81, 0.81, 0.81, 0.9, 0.9, 1, 1, 1};
        for (int t = 0; t < expected.length; t++) {
            assertThat((double) first.advantages()[t]).isEqualTo(last * expected[t], within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"grpo, 1", "dr-grpo, 1", "rloo, 1", "ppo-clip, 0", "reinforce, 0"})
    void countsGroupsWithoutSignal(String name, int withoutSignal) {
        SampleBatch batch = PolicySamples.of(GOLDEN.trajectoryGroups(), GOLDEN.algorithm(name));
        assertThat(batch.groupsWithoutSignal()).isEqualTo(withoutSignal);
        assertThat(batch.metrics().get("groups")).isEqualTo(4);
        assertThat(batch.metrics().get("learned_tokens")).isEqualTo(92);
        assertThat(batch.samples().stream()
                        .filter(TrainingSample::withoutSignal)
                        .count())
                .isEqualTo(name.equals("reinforce") ? 4 : 2L * withoutSignal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dr-grpo", "rloo"})
    void givesExactZerosWhereRewardsAreEqualUpToRounding(String name) {
        var group = new TrajectoryGroup("t", List.of(written(0.1 + 0.2, -1f), written(0.3, -1f), written(0.3, -1f)));
        SampleBatch batch = PolicySamples.of(List.of(group), GOLDEN.algorithm(name));
        assertThat(batch.groupsWithoutSignal()).isEqualTo(1);
        assertThat(batch.samples())
                .allSatisfy(sample -> assertThat(sample.advantages()).containsOnly(0f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dr-grpo", "rloo"})
    void learnsNothingFromAGroupOfOne(String name) {
        SampleBatch batch =
                PolicySamples.of(List.of(new TrajectoryGroup("t", List.of(written(1, -1f)))), GOLDEN.algorithm(name));
        assertThat(batch.groupsWithoutSignal()).isEqualTo(1);
        assertThat(batch.samples().getFirst().advantages()).containsExactly(0f);
        assertThat(GOLDEN.algorithm(name).baseline().smallestGroup()).isEqualTo(2);
    }

    @Test
    void countsASilentTrajectoryForTheBaselineAndInNoDenominator() {
        var group = new TrajectoryGroup("t", List.of(written(1, -1f, -1f), written(0), written(0.5, -1f)));
        SampleBatch batch = PolicySamples.of(List.of(group), GOLDEN.algorithm("rloo"));
        assertThat(batch.samples()).hasSize(2);
        assertThat(batch.samples().getFirst().advantages()).containsExactly(0.75f, 0.75f);
        assertThat(batch.samples().getFirst().weights()).containsExactly(0.5f, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 0.5f})
    void refusesABehaviourPolicyThatWasNotRecorded(float logProb) {
        var group = new TrajectoryGroup("shop-7", List.of(written(1, -1f, logProb), written(0, -1f)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySamples.of(List.of(group), GOLDEN.algorithm("grpo")))
                .withMessageContaining("task shop-7: token 1 of 2");
    }

    @Test
    void refusesRatiosToAPolicyThatNothingRecorded() {
        var group = new TrajectoryGroup("shop-7", List.of(written(1, 0f, 0f), written(0, 0f)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySamples.of(List.of(group), GOLDEN.algorithm("grpo")))
                .withMessageContaining("nothing recorded the policy that acted");
        assertThat(PolicySamples.of(List.of(group), GOLDEN.algorithm("reinforce"))
                        .samples())
                .hasSize(2);
    }

    @Test
    void refusesARewardThatIsNotFinite() {
        var group = new TrajectoryGroup("shop-7", List.of(written(Double.NaN, -1f), written(0, -1f)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySamples.of(List.of(group), GOLDEN.algorithm("grpo")))
                .withMessageContaining("shop-7");
    }

    @Test
    void refusesToLearnATokenWithNothingBeforeIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSample.supervised(new int[] {5, 6}, new int[] {0, 1}, new float[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSample.supervised(new int[] {5, 6}, new int[] {1, 2}, new float[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSample.supervised(new int[] {5, 6}, new int[] {1}, new float[2]));
    }

    private static Trajectory written(double score, float... logProbs) {
        var version = PolicyVersion.INITIAL;
        var action = TokenSpan.model(new int[logProbs.length], logProbs, version);
        var chunk = new Chunk(action, "", TokenSpan.environment(new int[0], version), "", 0);
        return new Trajectory(
                "shop-7",
                0,
                TokenSpan.prompt(new int[] {1}, version),
                "",
                List.of(chunk),
                Metrics.NONE,
                Score.of(score),
                Trajectory.EndReason.TERMINATED);
    }
}
