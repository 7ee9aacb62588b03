package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lathe.core.Chunk;
import dev.lathe.core.Trajectory;
import dev.lathe.core.TrajectoryGroup;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that what makes no algorithm is refused in one line that says what would. */
class CombinationsTests {
    private static final PolicyGolden GOLDEN = PolicyGolden.load();
    private static final Algorithm GRPO = Algorithms.named("grpo", 8);

    @Test
    void refusesAnEstimatorWithoutItsCritic() {
        refuse(new ReturnEstimator.Gae(1, 0.95), GRPO.baseline(), GRPO.weight(), GRPO.loss(), "baseline: critic");
    }

    @Test
    void refusesACriticOfWholeTrajectories() {
        refuse(GRPO.returns(), new Baseline.Critic(0.2), GRPO.weight(), GRPO.loss(), "returns: gae or tokens");
    }

    @Test
    void refusesTwoLevelsWithoutReturnsOfSteps() {
        refuse(GRPO.returns(), new Baseline.TwoLevel(1, true), GRPO.weight(), GRPO.loss(), "returns: chunks");
    }

    @Test
    void refusesToClipARatioThatIsHeldFixed() {
        var truncated = new ImportanceWeight.Truncated(Grain.TOKEN, 1);
        refuse(GRPO.returns(), GRPO.baseline(), truncated, GRPO.loss(), "loss: vanilla");
    }

    @Test
    void refusesGrainsUnderALossThatMakesItsOwn() {
        var chunk = new ImportanceWeight.Chunk();
        refuse(GRPO.returns(), GRPO.baseline(), chunk, new PolicyLoss.Gmpo(0.4, 0.4), "weight: token");
        refuse(GRPO.returns(), GRPO.baseline(), chunk, new PolicyLoss.Regression(0.1), "weight: token");
    }

    @Test
    void refusesTheFullDivergenceInTheLoss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LossPenalty(KlEstimator.FULL, 0.1))
                .withMessageContaining("k1, k2 or k3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppo", "reinforce++", "ipa", "decoupled", "gae-with-kl", "kl-k3-in-loss"})
    void refusesToGoOnWithoutWhatModelsMustSay(String name) {
        Algorithm algorithm = Choices.of(name, GOLDEN.maxTokens());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objective.Policy(algorithm)
                        .loss(TokenBatch.of(
                                PolicySamples.of(GOLDEN.trajectoryGroups(), algorithm)
                                        .samples(),
                                Tensor.zeros(DType.FLOAT32, 92))))
                .withMessageContaining("needs");
    }

    @Test
    void refusesStepsWithoutStates() {
        List<TrajectoryGroup> groups = GOLDEN.trajectoryGroups().stream()
                .map(group -> new TrajectoryGroup(
                        group.taskId(),
                        group.trajectories().stream()
                                .map(CombinationsTests::withoutStates)
                                .toList()))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySamples.of(groups, Algorithms.named("gigpo", 8)))
                .withMessageContaining("task task-0: chunk 0 has no hash of its state");
    }

    @Test
    void refusesExpertsBesideALossThatDoesNotImitate() {
        var experts = List.of(new ExpertPrefix(GOLDEN.expert().trajectory("t"), 1));
        var experience = new Experience(GOLDEN.trajectoryGroups(), List.of(), experts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySamples.of(experience, GRPO, AlgorithmState.start(GRPO)))
                .withMessageContaining("loss: topr");
    }

    @Test
    void saysWhatAnAlgorithmNeeds() {
        assertThat(Algorithms.names().stream()
                        .filter(name -> Algorithms.named(name, 8).needsChunks()))
                .containsExactly("gigpo", "ipa");
        assertThat(Algorithms.names().stream()
                        .filter(name -> Algorithms.named(name, 8).needsCritic()))
                .containsExactly("ppo");
        assertThat(Algorithms.names().stream()
                        .filter(name -> Algorithms.named(name, 8).needsReference()))
                .containsExactly("reinforce++");
        assertThat(Algorithms.names().stream()
                        .filter(name -> Algorithms.named(name, 8).needsProximal()))
                .containsExactly("ipa");
    }

    @Test
    void keepsGroupsBetweenTooHardAndTooEasy() {
        List<TrajectoryGroup> groups = GOLDEN.trajectoryGroups();
        assertThat(groups).map(new GroupFilter.WithSignal()::keeps).containsExactly(true, true, false, true);
        // Mean scores of 0.3125, 2/3, 0.5 and -0.25.
        assertThat(groups).map(new GroupFilter.PassRate(0.1, 0.6)::keeps).containsExactly(true, false, true, false);
        assertThat(groups).map(new GroupFilter.All()::keeps).containsOnly(true);
    }

    private static void refuse(
            ReturnEstimator returns, Baseline baseline, ImportanceWeight weight, PolicyLoss loss, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Algorithm(returns, baseline, weight, loss, GRPO.reduction()))
                .withMessageContaining(advice)
                .withMessageNotContaining("\n");
    }

    private static Trajectory withoutStates(Trajectory trajectory) {
        return new Trajectory(
                trajectory.taskId(),
                trajectory.seed(),
                trajectory.prompt(),
                "",
                trajectory.chunks().stream()
                        .map(chunk -> new Chunk(chunk.action(), "", chunk.observation(), "", chunk.reward()))
                        .toList(),
                trajectory.outcome(),
                trajectory.score(),
                trajectory.end());
    }
}
