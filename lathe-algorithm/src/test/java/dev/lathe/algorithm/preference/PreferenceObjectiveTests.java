package dev.lathe.algorithm.preference;

import static dev.lathe.algorithm.preference.GoldenPairs.GOLDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Differentiated;
import dev.lathe.algorithm.LossStatistics;
import dev.lathe.algorithm.ObjectivesGolden;
import dev.lathe.core.Metrics;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceObjectiveTests {
    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "ipo", "ipo-per-token", "orpo", "simpo"})
    void givesLossAndGradientOfTrl(String name) {
        // TRL computes odds in float32
        double tolerance = name.equals("orpo") ? 1e-6 : 1e-10;
        ObjectivesGolden.Case expected = golden(name);
        whole(name).requireClose(expected.loss(), expected.gradient(), tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "ipo", "ipo-per-token", "orpo", "simpo"})
    void hasTheGradientOfFiniteDifferences(String name) {
        double[] logProbs = GoldenPairs.logProbs();
        whole(name).requireFiniteDifferences(loss(name, samples(name)), logProbs, logProbs.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "ipo-per-token", "orpo", "simpo"})
    void staysTheSameHoweverPairsAreSplit(String name) {
        Differentiated all = whole(name);
        for (int cut = 1; cut < GoldenPairs.COUNT; cut++) {
            Differentiated head = part(name, 0, cut);
            Differentiated tail = part(name, cut, GoldenPairs.COUNT);
            assertThat(head.loss() + tail.loss()).isEqualTo(all.loss(), within(1e-12));
            assertThat(head.gradient()).containsExactly(GoldenPairs.slice(all.gradient(), 0, cut), within(1e-12));
            assertThat(tail.gradient())
                    .containsExactly(GoldenPairs.slice(all.gradient(), cut, GoldenPairs.COUNT), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "ipo", "orpo", "simpo"})
    void staysTheSameInAnyOrderOfPairs(String name) {
        List<PairSample> turned = new ArrayList<>();
        List<Double> logProbs = new ArrayList<>();
        for (int p = GoldenPairs.COUNT - 1; p >= 0; p--) {
            turned.add(samples(name).get(p));
            for (double value : GoldenPairs.slice(GoldenPairs.logProbs(), p, p + 1)) {
                logProbs.add(value);
            }
        }
        double[] values = logProbs.stream().mapToDouble(d -> d).toArray();
        assertThat(Differentiated.of(loss(name, turned), values, values.length).loss())
                .isEqualTo(whole(name).loss(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "ipo", "ipo-per-token", "orpo", "simpo"})
    void wouldNoticeThePreferenceTheWrongWayRound(String name) {
        // sign: the same tokens, each pair's log-probabilities exchanged by exchanging what is better
        PreferenceLoss loss = preference(name);
        requireDifferent(name, samples(name), (pairs, logProbs) -> loss.losses(pairs.swapped()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "ipo", "ipo-per-token"})
    void wouldNoticeAReferenceThatIsLeftOut(String name) {
        PreferenceLoss loss = preference(name);
        requireDifferent(
                name,
                samples(name),
                (pairs, logProbs) -> loss.losses(new PairLikelihoods(
                        pairs.chosen(),
                        pairs.rejected(),
                        pairs.chosenLengths(),
                        pairs.rejectedLengths(),
                        pairs.chosen().mul(0),
                        pairs.rejected().mul(0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "ipo", "ipo-per-token"})
    void wouldNoticeAReferenceThatMovesAlong(String name) {
        // stop-gradient: a reference that is the policy itself leaves no gradient
        PreferenceLoss loss = preference(name);
        requireDifferent(
                name,
                samples(name),
                (pairs, logProbs) -> loss.losses(new PairLikelihoods(
                        pairs.chosen(),
                        pairs.rejected(),
                        pairs.chosenLengths(),
                        pairs.rejectedLengths(),
                        pairs.chosen(),
                        pairs.rejected())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipo-per-token", "orpo", "simpo"})
    void wouldNoticeLengthsOfTheOtherAnswer(String name) {
        PreferenceLoss loss = preference(name);
        requireDifferent(
                name,
                samples(name),
                (pairs, logProbs) -> loss.losses(new PairLikelihoods(
                        pairs.chosen(),
                        pairs.rejected(),
                        pairs.rejectedLengths(),
                        pairs.chosenLengths(),
                        pairs.referenceChosen(),
                        pairs.referenceRejected())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "orpo"})
    void wouldNoticeTheDenominatorOfAPart(String name) {
        double loss = 0;
        for (int p = 0; p < GoldenPairs.COUNT; p++) {
            List<PairSample> alone = PairSample.of(GoldenPairs.pairs().subList(p, p + 1), imitation(name));
            double[] logProbs = GoldenPairs.slice(GoldenPairs.logProbs(), p, p + 1);
            loss += Differentiated.of(loss(name, alone), logProbs, logProbs.length)
                    .loss();
        }
        assertThat(Math.abs(loss - golden(name).loss())).isGreaterThan(1e-3);
    }

    @Test
    void saysWhatIsWorthWatching() {
        Metrics metrics =
                statistics("dpo", samples("dpo"), GoldenPairs.logProbs()).metrics();
        double right = 0;
        double margin = 0;
        double surprise = 0;
        for (int p = 0; p < GoldenPairs.COUNT; p++) {
            int chosen = GOLDEN.lengths()[p][0];
            double[] tokens = GoldenPairs.slice(GoldenPairs.logProbs(), p, p + 1);
            double[] sums = new double[2];
            for (int t = 0; t < tokens.length; t++) {
                sums[t < chosen ? 0 : 1] += tokens[t];
            }
            double gap = sums[0] - GOLDEN.references()[p][0] - sums[1] + GOLDEN.references()[p][1];
            right += gap > 0 ? 1 : 0;
            margin += 0.1 * gap;
            surprise -= sums[0] / chosen;
        }
        assertThat(right).isBetween(1.0, GoldenPairs.COUNT - 1.0);
        assertThat(metrics.get("pair_accuracy")).isEqualTo(right / GoldenPairs.COUNT);
        assertThat(metrics.get("reward_margin")).isEqualTo(margin / GoldenPairs.COUNT, within(1e-12));
        assertThat(metrics.get("reward_chosen") - metrics.get("reward_rejected"))
                .isEqualTo(metrics.get("reward_margin"), within(1e-12));
        assertThat(metrics.get("chosen_surprise")).isEqualTo(surprise / GoldenPairs.COUNT, within(1e-12));
    }

    @Test
    void countsATieAsWrong() {
        Pair even = new Pair(ObjectivesGolden.answer(1), ObjectivesGolden.answer(1), new Pair.Reference(-1, -1));
        LossStatistics statistics = statistics("dpo", PairSample.of(List.of(even), 0), new double[] {-2, -2});
        assertThat(statistics.metrics().get("pair_accuracy")).isZero();
    }

    @Test
    void staysFiniteAtTheExtremes() {
        Pair pair = new Pair(ObjectivesGolden.answer(1), ObjectivesGolden.answer(1), new Pair.Reference(0, 0));
        for (String name : List.of("dpo", "orpo", "simpo")) {
            for (double[] at : new double[][] {{0, -900}, {-900, 0}, {0, 0}}) {
                Differentiated found = Differentiated.of(loss(name, PairSample.of(List.of(pair), 0)), at, 2);
                assertThat(found.loss()).isFinite();
                for (double slope : found.gradient()) {
                    assertThat(slope).isFinite();
                }
            }
        }
    }

    @Test
    void namesWhatIsMissingOrDoesNotFit() {
        Pair bare = new Pair(ObjectivesGolden.answer(1), ObjectivesGolden.answer(1), null);
        List<PairSample> samples = PairSample.of(List.of(bare), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Differentiated.of(loss("dpo", samples), new double[2], 2))
                .withMessageContaining("reference policy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Differentiated.of(loss("simpo", samples), new double[3], 3))
                .withMessageContaining("[2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pair(ObjectivesGolden.answer(0), ObjectivesGolden.answer(1), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pair(ObjectivesGolden.answer(1), ObjectivesGolden.answer(0), null));
        try (Scope scope = Scope.open()) {
            Tensor one = Tensor.of(new double[] {-1}, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new PreferenceLoss.Dpo(0.1, 0).losses(new PairLikelihoods(one, one, one, one, null, null)))
                    .withMessageContaining("reference policy");
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.Dpo(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.Dpo(0.1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.Dpo(0.1, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.Ipo(0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.OddsRatio(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.SimPo(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PreferenceLoss.SimPo(1, -1));
        assertThat(new PreferenceLoss.SimPo(1, 0).needsReference()).isFalse();
    }

    private interface Variant {
        Tensor losses(PairLikelihoods pairs, Tensor logProbs);
    }

    /** Requires that a variant of a loss on the golden pairs gives something else than the loss does. */
    private static void requireDifferent(String name, List<PairSample> samples, Variant variant) {
        double[] logProbs = GoldenPairs.logProbs();
        UnaryOperator<Tensor> wrong = tokens -> {
            PairLikelihoods pairs = new PreferenceObjective(preference(name)).likelihoods(samples, tokens);
            return variant.losses(pairs, tokens).mean();
        };
        Differentiated right = Differentiated.of(
                tokens -> preference(name)
                        .losses(new PreferenceObjective(preference(name)).likelihoods(samples, tokens))
                        .mean(),
                logProbs,
                logProbs.length);
        Differentiated.of(wrong, logProbs, logProbs.length).requireDifferent(right.loss(), right.gradient());
    }

    private static Differentiated whole(String name) {
        double[] logProbs = GoldenPairs.logProbs();
        return Differentiated.of(loss(name, samples(name)), logProbs, logProbs.length);
    }

    private static Differentiated part(String name, int from, int to) {
        double[] logProbs = GoldenPairs.slice(GoldenPairs.logProbs(), from, to);
        return Differentiated.of(loss(name, samples(name).subList(from, to)), logProbs, logProbs.length);
    }

    private static UnaryOperator<Tensor> loss(String name, List<PairSample> samples) {
        return logProbs -> new PreferenceObjective(preference(name)).loss(samples, logProbs);
    }

    private static LossStatistics statistics(String name, List<PairSample> samples, double[] logProbs) {
        try (Scope scope = Scope.open()) {
            return new PreferenceObjective(preference(name)).statistics(samples, Tensor.of(logProbs, logProbs.length));
        }
    }

    private static List<PairSample> samples(String name) {
        return Collections.unmodifiableList(PairSample.of(GoldenPairs.pairs(), imitation(name)));
    }

    private static double imitation(String name) {
        return name.equals("orpo") ? 1 : 0;
    }

    private static ObjectivesGolden.Case golden(String name) {
        return GOLDEN.preference().get(name);
    }

    private static PreferenceLoss preference(String name) {
        return switch (name) {
            case "dpo" -> new PreferenceLoss.Dpo(0.1, 0);
            case "cdpo" -> new PreferenceLoss.Dpo(0.3, 0.2);
            case "ipo" -> new PreferenceLoss.Ipo(0.25, false);
            case "ipo-per-token" -> new PreferenceLoss.Ipo(0.25, true);
            case "orpo" -> new PreferenceLoss.OddsRatio(0.4);
            case "simpo" -> new PreferenceLoss.SimPo(2, 0.6);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
