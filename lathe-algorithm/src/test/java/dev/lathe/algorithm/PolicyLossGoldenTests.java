package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Trial.Outcome;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every algorithm, and every choice, against what TRL or torch made of the same numbers. */
class PolicyLossGoldenTests {
    private static final PolicyGolden GOLDEN = PolicyGolden.load();

    /** Every token's difference costs two evaluations; cases begin at different tokens. */
    private static final int STRIDE = 7;

    static Stream<String> cases() {
        return GOLDEN.cases().keySet().stream();
    }

    @Test
    void holdsEveryNamedAlgorithm() {
        assertThat(GOLDEN.cases()).containsKeys(Algorithms.names().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheGoldenAdvantagesLossAndGradient(String name) {
        PolicyGolden.Case expected = GOLDEN.cases().get(name);
        Trial trial = Trial.of(GOLDEN, name);
        Outcome found = trial.run();
        // Advantages and weights are float32; log-probabilities are float64.
        assertThat(trial.advantages()).containsExactly(expected.advantages(), within(1e-6));
        assertThat(found.loss()).isEqualTo(expected.loss(), within(1e-6 * Math.max(1, Math.abs(expected.loss()))));
        assertThat(found.gradient()).containsExactly(expected.gradient(), within(2e-7));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheGradientOfFiniteDifferences(String name) {
        Trial trial = Trial.of(GOLDEN, name);
        double[] gradient = trial.run().gradient();
        double[] held = trial.current();
        double h = 1e-6;
        for (int t = Math.floorMod(name.hashCode(), STRIDE); t < held.length; t += STRIDE) {
            double[] moved = held.clone();
            moved[t] = held[t] + h;
            double above = trial.loss(moved, held);
            moved[t] = held[t] - h;
            double below = trial.loss(moved, held);
            assertThat(gradient[t]).as("token %d", t).isEqualTo((above - below) / (2 * h), within(2e-8));
        }
    }

    @Test
    void teachesACriticByTheClippedValueLoss() {
        PolicyGolden.Value expected = GOLDEN.value();
        List<TrainingSample> samples =
                GOLDEN.batch("ppo", Algorithms.named("ppo", GOLDEN.maxTokens())).valueSamples();
        double[] returns = samples.stream()
                .flatMapToDouble(sample -> Stream.of(sample.returns()).flatMapToDouble(PolicyLossGoldenTests::doubles))
                .toArray();
        assertThat(returns).containsExactly(expected.returns(), within(1e-6));
        try (Scope scope = Scope.open()) {
            Tensor values =
                    Tensor.of(expected.values(), expected.values().length).requiresGrad_(true);
            Tensor loss = new ValueLoss(expected.clip()).loss(samples, values);
            double[] gradient = Autograd.grad(loss, List.of(values)).getFirst().toDoubles();
            assertThat(loss.item()).isEqualTo(expected.loss(), within(1e-7));
            assertThat(gradient).containsExactly(expected.gradient(), within(1e-8));
        }
    }

    @Test
    void adaptsTheCoefficientToTheDivergence() {
        PolicyGolden.Adaptive expected = GOLDEN.adaptive();
        var adaptive = new RewardPenalty.Adaptive(expected.target(), expected.horizon());
        Algorithm algorithm = Algorithms.named("reinforce++", GOLDEN.maxTokens())
                .withTerms(
                        Terms.NONE.withRewardKl(new RewardPenalty(KlEstimator.K1, expected.coefficient(), adaptive)));
        assertThat(GOLDEN.batch("reinforce++", algorithm).next().klCoefficient())
                .isEqualTo(expected.next(), within(1e-12));
    }

    private static DoubleStream doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, t -> values[t]);
        return DoubleStream.of(doubles);
    }
}
