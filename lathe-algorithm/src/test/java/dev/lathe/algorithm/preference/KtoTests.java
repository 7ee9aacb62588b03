package dev.lathe.algorithm.preference;

import static dev.lathe.algorithm.preference.GoldenPairs.GOLDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Differentiated;
import dev.lathe.algorithm.ObjectivesGolden;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KtoTests {
    private static final double[] AT = GoldenPairs.logProbs();

    @ParameterizedTest
    @ValueSource(strings = {"kto", "kto-weighted", "kto-below"})
    void givesLossAndGradientOfTrl(String name) {
        ObjectivesGolden.KtoCase expected = GOLDEN.kto().get(name);
        found(name, samples(name)).requireClose(expected.loss(), expected.gradient(), 1e-10);
        found(name, samples(name)).requireFiniteDifferences(loss(name, samples(name)), AT, AT.length);
    }

    @Test
    void neverTakesAReferencePointBelowZero() {
        assertThat(Kto.referencePoint(GOLDEN.kto().get("kto-below").mismatched()))
                .isZero();
        assertThat(Kto.referencePoint(new double[] {1, 2, 6})).isEqualTo(3);
        assertThat(Kto.referencePoint(new double[0])).isZero();
    }

    @Test
    void addsUpOverParts() {
        double whole = found("kto", samples("kto")).loss();
        double parts = 0;
        for (int p = 0; p < GoldenPairs.COUNT; p++) {
            double[] tokens = GoldenPairs.slice(AT, p, p + 1);
            List<AnswerSample> part = samples("kto").subList(2 * p, 2 * p + 2);
            parts += Differentiated.of(loss("kto", part), tokens, tokens.length).loss();
        }
        assertThat(parts).isEqualTo(whole, within(1e-12));
    }

    @Test
    void wouldNoticeWrongVariants() {
        ObjectivesGolden.KtoCase expected = GOLDEN.kto().get("kto-weighted");
        List<AnswerSample> right = samples("kto-weighted");
        // sign: good and bad exchanged
        found(
                        "kto-weighted",
                        changed(
                                right,
                                s -> new AnswerSample(
                                        s.answer(), !s.desirable(), s.reference(), s.referencePoint(), s.weight())))
                .requireDifferent(expected.loss(), expected.gradient());
        // the reference point left out
        found(
                        "kto-weighted",
                        changed(right, s -> new AnswerSample(s.answer(), s.desirable(), s.reference(), 0, s.weight())))
                .requireDifferent(expected.loss(), expected.gradient());
        // denominator: by kind instead of by all answers
        found(
                        "kto-weighted",
                        changed(
                                right,
                                s -> new AnswerSample(
                                        s.answer(), s.desirable(), s.reference(), s.referencePoint(), 2 * s.weight())))
                .requireDifferent(expected.loss(), expected.gradient());
        // stop-gradient: a reference point that moves with the policy
        double point = Kto.referencePoint(expected.mismatched());
        UnaryOperator<Tensor> moving = tokens -> {
            Tensor shifted = tokens.sub(tokens.sum().sub(tokens.sum().detach()).div(AT.length));
            return kto("kto-weighted").loss(right, shifted);
        };
        assertThat(point).isPositive();
        Differentiated.of(moving, AT, AT.length).requireDifferent(expected.loss(), expected.gradient());
    }

    @Test
    void saysWhatIsWorthWatching() {
        try (Scope scope = Scope.open()) {
            List<AnswerSample> samples = List.of(
                    new AnswerSample(ObjectivesGolden.answer(1), true, -2, 0.5, 0.5),
                    new AnswerSample(ObjectivesGolden.answer(2), false, -1, 0.5, 0.5));
            Metrics metrics = new Kto(0.1, 1, 1)
                    .statistics(samples, Tensor.of(new double[] {-1, -0.5, -0.1}, 3))
                    .metrics();
            assertThat(metrics.get("kto_accuracy")).isEqualTo(1);
            assertThat(metrics.get("reward_desirable")).isEqualTo(0.05, within(1e-12));
            assertThat(metrics.get("reward_undesirable")).isEqualTo(0.02, within(1e-12));
            assertThat(metrics.get("reference_point")).isEqualTo(0.5);
            Metrics level = new Kto(0.1, 1, 1)
                    .statistics(samples.subList(0, 1), Tensor.of(new double[] {-1.5}, 1))
                    .metrics();
            assertThat(level.get("kto_accuracy")).isZero();
        }
    }

    @Test
    void refusesSettingsAndSamplesThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Kto(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Kto(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Kto(1, 1, 0));
        List<AnswerSample> mixed = List.of(
                new AnswerSample(ObjectivesGolden.answer(1), true, 0, 0.5, 1),
                new AnswerSample(ObjectivesGolden.answer(1), true, 0, 0.6, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Differentiated.of(loss("kto", mixed), new double[2], 2))
                .withMessageContaining("0.5 and 0.6");
    }

    private static List<AnswerSample> changed(List<AnswerSample> samples, UnaryOperator<AnswerSample> change) {
        return samples.stream().map(change).toList();
    }

    private static Differentiated found(String name, List<AnswerSample> samples) {
        return Differentiated.of(loss(name, samples), AT, AT.length);
    }

    private static UnaryOperator<Tensor> loss(String name, List<AnswerSample> samples) {
        return logProbs -> kto(name).loss(samples, logProbs);
    }

    private static Kto kto(String name) {
        return switch (name) {
            case "kto" -> new Kto(0.1, 1, 1);
            case "kto-weighted" -> new Kto(0.5, 1.3, 0.7);
            default -> new Kto(0.2, 1, 2);
        };
    }

    private static List<AnswerSample> samples(String name) {
        double point = Kto.referencePoint(GOLDEN.kto().get(name).mismatched());
        List<AnswerSample> samples = new ArrayList<>();
        for (Pair pair : GoldenPairs.pairs()) {
            double weight = 1.0 / (2 * GoldenPairs.COUNT);
            samples.add(new AnswerSample(
                    pair.chosen(), true, pair.requireReference().chosen(), point, weight));
            samples.add(new AnswerSample(
                    pair.rejected(), false, pair.requireReference().rejected(), point, weight));
        }
        return samples;
    }
}
