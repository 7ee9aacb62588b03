package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.ReturnEstimator.DiscountedChunkReturn;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImitationsTests {
    private static final PolicyGolden GOLDEN = PolicyGolden.load();
    private static final double LOG_PROB = -0.5;

    @Test
    void anExpertIsWorthItsScoreWhateverTheEnvironmentGaveForItsSteps() {
        Algorithm ipa = ipa(Mixture.EVEN);
        Algorithm shaped = new Algorithm(
                        new DiscountedChunkReturn(0.95, true),
                        ipa.baseline(),
                        ipa.weight(),
                        ipa.loss(),
                        ipa.reduction())
                .withTerms(ipa.terms());
        assertThat(samples(shaped).getLast().advantages())
                .containsExactly(samples(ipa).getLast().advantages())
                .doesNotContain(0f);
    }

    @Test
    void anExpertOfNoWeightIsLeftOut() {
        List<TrainingSample> samples = samples(ipa(new Mixture(0, 1)));
        assertThat(samples).hasSameSizeAs(samples(ipa(Mixture.EVEN)).subList(1, samples.size() + 1));
        assertThat(samples.getLast().behaviorLogProbs()).doesNotContain(Float.NaN);
        assertThat(loss(ipa(new Mixture(0, 1)), samples)).isFinite();
    }

    @Test
    void statisticsAreMeansOverWhatThePolicyWrote() {
        Algorithm algorithm = ipa(Mixture.EVEN);
        List<TrainingSample> all = samples(algorithm);
        List<TrainingSample> own = all.subList(0, all.size() - 1);
        LossStatistics found = statistics(algorithm, all);
        LossStatistics expected = statistics(algorithm, own);
        assertThat(found.tokens()).isEqualTo(expected.tokens());
        expected.metrics()
                .values()
                .forEach((name, value) ->
                        assertThat(found.metrics().get(name)).as(name).isEqualTo(value, within(1e-12)));
        assertThat(found.metrics().get("entropy")).isEqualTo(0.25);
        assertThat(found.metrics().get("reference_kl")).isFinite();
    }

    private static Algorithm ipa(Mixture mixture) {
        Algorithm ipa = Algorithms.named("ipa", GOLDEN.maxTokens());
        return ipa.withTerms(ipa.terms().withMixture(mixture));
    }

    private static List<TrainingSample> samples(Algorithm algorithm) {
        return GOLDEN.batch("ipa-mixture", algorithm).samples();
    }

    private static double loss(Algorithm algorithm, List<TrainingSample> samples) {
        try (Scope scope = Scope.open()) {
            return new Objective.Policy(algorithm).loss(batch(samples)).item();
        }
    }

    private static LossStatistics statistics(Algorithm algorithm, List<TrainingSample> samples) {
        try (Scope scope = Scope.open()) {
            return new Objective.Policy(algorithm).statistics(batch(samples));
        }
    }

    private static TokenBatch batch(List<TrainingSample> samples) {
        int tokens = samples.stream().mapToInt(TrainingSample::learned).sum();
        return TokenBatch.of(samples, filled(tokens, LOG_PROB)).withEntropies(filled(tokens, 0.25));
    }

    private static Tensor filled(int tokens, double value) {
        double[] values = new double[tokens];
        Arrays.fill(values, value);
        return Tensor.of(values, tokens);
    }
}
