package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Evaluations.Evaluation;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTests {
    private static final Golden GOLDEN = Golden.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpo",
                "dr-grpo",
                "gspo",
                "rloo",
                "rloo-clip",
                "ppo-clip",
                "reinforce",
                "discounted-chunks",
                "grpo-penalised",
                "supervised-token-mean",
                "supervised-sequence-mean"
            })
    void givesTheLossGradientAndStatisticsWorkedOutByHand(String name) {
        Golden.Case expected = GOLDEN.cases().get(name);
        Evaluation found = Evaluations.of(objective(name), items(name));
        assertThat(found.loss()).isEqualTo(expected.loss(), within(1e-6 * Math.max(1, Math.abs(expected.loss()))));
        assertThat(found.gradient())
                .hasSameSizeAs(expected.gradient())
                .containsExactly(expected.gradient(), within(1e-7));
        Metrics metrics = found.statistics().metrics();
        for (Map.Entry<String, Double> statistic : expected.statistics().entrySet()) {
            assertThat(metrics.get(statistic.getKey()))
                    .as(statistic.getKey())
                    .isEqualTo(statistic.getValue(), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpo",
                "dr-grpo",
                "gspo",
                "rloo",
                "ppo-clip",
                "discounted-chunks",
                "grpo-penalised",
                "supervised-sequence-mean"
            })
    void hasTheGradientOfFiniteDifferences(String name) {
        List<Evaluations.Item> items = items(name);
        double[] gradient = Evaluations.of(objective(name), items).gradient();
        double h = 1e-6;
        int t = 0;
        for (Evaluations.Item item : items) {
            for (int i = 0; i < item.logProbs().length; i++, t++) {
                double kept = item.logProbs()[i];
                item.logProbs()[i] = kept + h;
                double above = Evaluations.loss(objective(name), items);
                item.logProbs()[i] = kept - h;
                double below = Evaluations.loss(objective(name), items);
                item.logProbs()[i] = kept;
                assertThat(gradient[t]).as("token %d", t).isEqualTo((above - below) / (2 * h), within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dr-grpo", "gspo", "rloo", "ppo-clip", "grpo-penalised", "supervised-token-mean"})
    void staysTheSameHoweverTheBatchIsSplit(String name) {
        Objective objective = objective(name);
        List<Evaluations.Item> items = items(name);
        Evaluation whole = Evaluations.of(objective, items);
        for (int parts : new int[] {2, 5, items.size()}) {
            double loss = 0;
            List<Double> gradient = new ArrayList<>();
            LossStatistics statistics = LossStatistics.NONE;
            for (int part = 0; part < parts; part++) {
                int start = part * items.size() / parts;
                int end = (part + 1) * items.size() / parts;
                Evaluation piece = Evaluations.of(objective, items.subList(start, end));
                loss += piece.loss();
                for (double value : piece.gradient()) {
                    gradient.add(value);
                }
                statistics = statistics.plus(piece.statistics());
            }
            assertThat(loss).isEqualTo(whole.loss(), within(1e-12));
            assertThat(gradient.stream().mapToDouble(d -> d).toArray())
                    .containsExactly(whole.gradient(), within(1e-12));
            requireEqual(statistics, whole.statistics());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "gspo", "rloo", "supervised-sequence-mean"})
    void staysTheSameInAnyOrderOfSequences(String name) {
        List<Evaluations.Item> items = items(name);
        Evaluation whole = Evaluations.of(objective(name), items);
        List<Evaluations.Item> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(7));
        Evaluation found = Evaluations.of(objective(name), shuffled);
        assertThat(shuffled).isNotEqualTo(items);
        assertThat(found.loss()).isEqualTo(whole.loss(), within(1e-12));
        requireEqual(found.statistics(), whole.statistics());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dr-grpo", "rloo", "rloo-clip", "ppo-clip"})
    void raisesTheTokensOfTheBetterEpisodeAndLowersThoseOfTheWorse(String name) {
        List<Evaluations.Item> items = items(name);
        // On the policy that acted, so that nothing is clipped.
        for (Evaluations.Item item : items) {
            for (int i = 0; i < item.logProbs().length; i++) {
                item.logProbs()[i] = item.sample().behaviorLogProbs()[i];
            }
        }
        Evaluation found = Evaluations.of(objective(name), items);
        int t = 0;
        for (Evaluations.Item item : items) {
            for (float advantage : item.sample().advantages()) {
                assertThat(Math.signum(found.gradient()[t++])).isEqualTo(-Math.signum((double) advantage));
            }
        }
        Metrics metrics = found.statistics().metrics();
        assertThat(metrics.get("ratio_max")).isEqualTo(1);
        assertThat(metrics.get("logprob_gap_max")).isZero();
        assertThat(metrics.get("approximate_kl")).isZero();
    }

    @Test
    void staysFiniteWhenTheTwoPoliciesHaveNothingInCommon() {
        List<Evaluations.Item> items = items("grpo");
        for (Evaluations.Item item : items) {
            for (int i = 0; i < item.logProbs().length; i++) {
                item.logProbs()[i] = item.sample().behaviorLogProbs()[i] + (i % 2 == 0 ? 900 : -900);
            }
        }
        for (String name : List.of("grpo", "gspo", "discounted-chunks", "grpo-penalised")) {
            Evaluation found = Evaluations.of(objective(name), items);
            assertThat(Double.isFinite(found.loss())).as(name).isTrue();
            assertThat(found.gradient()).as(name).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
            assertThat(found.statistics().metrics().get("ratio_max")).isFinite();
        }
    }

    @Test
    void namesTheColumnThatIsMissing() {
        try (Scope scope = Scope.open()) {
            TrainingSample sample = TrainingSample.supervised(new int[] {1, 2}, new int[] {1}, new float[] {1});
            TokenBatch batch = TokenBatch.of(List.of(sample), Tensor.of(new float[] {-1}, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective("grpo").loss(batch))
                    .withMessageContaining("advantages");
            TokenBatch policy = TokenBatch.of(
                    List.of(new TrainingSample(
                            new int[] {1, 2}, new int[] {1}, new float[1], new float[1], new float[1])),
                    Tensor.of(new float[] {-1}, 1));
            var entropy = new Objective.Policy(GOLDEN.algorithm("grpo").withTerms(Terms.NONE.withEntropy(0.1)));
            var penalty = new Objective.Policy(
                    GOLDEN.algorithm("grpo").withTerms(Terms.NONE.withLossKl(new LossPenalty(KlEstimator.K3, 0.1))));
            assertThat(entropy.needsEntropies()).isTrue();
            assertThat(entropy.needsReference()).isFalse();
            assertThat(penalty.needsEntropies()).isFalse();
            assertThat(penalty.needsReference()).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> entropy.loss(policy))
                    .withMessageContaining("entropies");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> penalty.loss(policy))
                    .withMessageContaining("reference");
        }
    }

    @Test
    void refusesBatchesThatDoNotFit() {
        try (Scope scope = Scope.open()) {
            TrainingSample supervised = TrainingSample.supervised(new int[] {1, 2}, new int[] {1}, new float[1]);
            var policy = new TrainingSample(new int[] {1, 2}, new int[] {1}, new float[1], new float[1], new float[1]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenBatch.of(List.of(supervised), Tensor.zeros(DType.FLOAT32, 2)))
                    .withMessageContaining("[1]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenBatch.of(List.of(supervised, policy), Tensor.zeros(DType.FLOAT32, 2)))
                    .withMessageContaining("cannot share");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenBatch.of(List.of(policy), Tensor.zeros(DType.BFLOAT16, 1)))
                    .withMessageContaining("BFLOAT16");
        }
    }

    private static Objective objective(String name) {
        if (name.startsWith("supervised")) {
            return new Objective.Supervised();
        }
        return new Objective.Policy(GOLDEN.algorithm(name));
    }

    private static List<Evaluations.Item> items(String name) {
        return Evaluations.items(GOLDEN, samples(name));
    }

    private static List<TrainingSample> samples(String name) {
        if (!name.startsWith("supervised")) {
            Algorithm algorithm = GOLDEN.algorithm(name);
            var experience = new Experience(GOLDEN.trajectoryGroups(), GOLDEN.scores(), List.of());
            return PolicySamples.of(experience, algorithm, AlgorithmState.start(algorithm))
                    .samples();
        }
        List<Demonstration> demonstrations = GOLDEN.trajectoryGroups().stream()
                .flatMap(group -> group.trajectories().stream())
                .map(Demonstration::of)
                .toList();
        return SupervisedSamples.of(
                demonstrations,
                name.endsWith("token-mean") ? new LossReduction.TokenMean() : new LossReduction.SequenceMean());
    }

    private static void requireEqual(LossStatistics found, LossStatistics expected) {
        assertThat(found.tokens()).isEqualTo(expected.tokens());
        assertThat(found.metrics().values().keySet())
                .isEqualTo(expected.metrics().values().keySet());
        expected.metrics()
                .values()
                .forEach((name, value) ->
                        assertThat(found.metrics().get(name)).as(name).isEqualTo(value, within(1e-12)));
    }
}
