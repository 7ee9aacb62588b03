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
import org.junit.jupiter.params.provider.CsvSource;

class BradleyTerryTests {
    private static final double[] SCORES = GOLDEN.scores();

    @ParameterizedTest
    @CsvSource({"plain, 0, 0", "margin, 1, 0", "centred, 1, 0.05"})
    void givesLossAndGradientOfTrl(String name, double margin, double centering) {
        ObjectivesGolden.Case expected = GOLDEN.reward().get(name);
        UnaryOperator<Tensor> loss = scores -> new BradleyTerry(centering).loss(samples(margin), scores);
        Differentiated found = Differentiated.of(loss, SCORES, SCORES.length);
        found.requireClose(expected.loss(), expected.gradient(), 1e-10);
        found.requireFiniteDifferences(loss, SCORES, SCORES.length);
    }

    @Test
    void wouldNoticeWrongVariants() {
        ObjectivesGolden.Case expected = GOLDEN.reward().get("centred");
        // sign of the margin, the margin left out, no centring, a centred difference, a part's denominator
        wrong(0.05, samples(-1)).requireDifferent(expected.loss(), expected.gradient());
        wrong(0.05, samples(0)).requireDifferent(expected.loss(), expected.gradient());
        wrong(0, samples(1)).requireDifferent(expected.loss(), expected.gradient());
        wrong(
                        0.05,
                        samples(1).stream()
                                .map(s -> new RewardSample(s.chosen(), s.rejected(), s.margin(), 2 * s.weight()))
                                .toList())
                .requireDifferent(expected.loss(), expected.gradient());
        Differentiated.of(scores -> new BradleyTerry(0.05).loss(samples(1), scores.neg()), SCORES, SCORES.length)
                .requireDifferent(expected.loss(), expected.gradient());
    }

    @Test
    void addsUpOverParts() {
        double whole = wrong(0.05, samples(1)).loss();
        double parts = 0;
        for (int p = 0; p < GoldenPairs.COUNT; p++) {
            List<RewardSample> one = samples(1).subList(p, p + 1);
            double[] scores = {SCORES[2 * p], SCORES[2 * p + 1]};
            parts += Differentiated.of(s -> new BradleyTerry(0.05).loss(one, s), scores, 2)
                    .loss();
        }
        assertThat(parts).isEqualTo(whole, within(1e-12));
    }

    @Test
    void saysWhatIsWorthWatching() {
        try (Scope scope = Scope.open()) {
            Metrics metrics = new BradleyTerry(0)
                    .statistics(samples(0).subList(0, 3), Tensor.of(new double[] {2, 1, 0, 3, 1, 1}, 6))
                    .metrics();
            assertThat(metrics.get("pair_accuracy")).isEqualTo(1 / 3.0);
            assertThat(metrics.get("score_chosen")).isEqualTo(1);
            assertThat(metrics.get("score_rejected")).isEqualTo(5 / 3.0);
            assertThat(metrics.get("score_margin")).isEqualTo(-2 / 3.0, within(1e-12));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new BradleyTerry(-1));
    }

    private static Differentiated wrong(double centering, List<RewardSample> samples) {
        return Differentiated.of(scores -> new BradleyTerry(centering).loss(samples, scores), SCORES, SCORES.length);
    }

    private static List<RewardSample> samples(double margin) {
        List<RewardSample> samples = new ArrayList<>();
        for (int p = 0; p < GoldenPairs.COUNT; p++) {
            samples.add(new RewardSample(
                    new int[] {1}, new int[] {2}, margin * GOLDEN.margins()[p], 1.0 / GoldenPairs.COUNT));
        }
        return samples;
    }
}
