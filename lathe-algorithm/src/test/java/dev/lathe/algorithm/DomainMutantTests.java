package dev.lathe.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.algorithm.Trial.Item;
import dev.lathe.algorithm.Trial.Losses;
import dev.lathe.algorithm.Trial.Outcome;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that the golden values tell the right losses from those that people get wrong. */
class DomainMutantTests {
    private static final PolicyGolden GOLDEN = PolicyGolden.load();

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "gspo", "gmpo", "cispo", "topr", "tis", "sapo", "kimi", "ipa"})
    void theSignIsHeld(String name) {
        assertThat(matches(name, TokenLosses::policy)).isTrue();
        assertThat(matches(
                        name,
                        (algorithm, batch) ->
                                TokenLosses.policy(algorithm, batch).neg()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tis", "topr", "cispo", "ipa", "truncated-chunk"})
    void theStoppedGradientIsHeld(String name) {
        Losses flowing = (algorithm, batch) -> TokenLosses.policy(algorithm, batch, batch.logProbs());
        assertThat(matches(name, flowing)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "gspo", "dr-grpo", "sapo"})
    void theDirectionOfTheRatioIsHeld(String name) {
        Losses inverse = (algorithm, batch) -> TokenLosses.policy(algorithm, mirrored(batch));
        assertThat(matches(name, inverse)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dapo", "dr-grpo", "ppo"})
    void theSideOfTheClipIsHeld(String name) {
        assertThat(matches(name, (algorithm, batch) -> {
                    Tensor advantages = TokenBatch.require(batch.advantages(), "advantages");
                    Tensor ratio = new Ratios(algorithm.weight(), batch).of(batch.logProbs());
                    var clip = (PolicyLoss.Clip) algorithm.loss();
                    Tensor clipped = ratio.clamp(1 - clip.low(), 1 + clip.high());
                    return ratio.mul(advantages)
                            .maximum(clipped.mul(advantages))
                            .neg();
                }))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter-token", "filter-chunk", "filter-sequence", "filter-product", "ipa-mask"})
    void theMaskIsHeld(String name) {
        Algorithm right = Choices.of(name, GOLDEN.maxTokens());
        assertThat(matches(name, right)).isTrue();
        assertThat(matches(name, right.withTerms(right.terms().withCorrection(Correction.NONE))))
                .isFalse();
    }

    @Test
    void aMaskThatStaysInTheDenominatorIsFoundOut() {
        Trial masked = Trial.of(GOLDEN, "filter-token");
        Trial whole = Trial.of(GOLDEN, "filter-token", without(masked.algorithm()));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < masked.items().size(); i++) {
            float[] kept = masked.items().get(i).sample().weights();
            float[] weights = whole.items().get(i).sample().weights().clone();
            for (int t = 0; t < weights.length; t++) {
                weights[t] = kept[t] == 0 ? 0 : weights[t];
            }
            items.add(reweighed(masked.items().get(i), weights));
        }
        assertThat(matches("filter-token", masked.with(items).run())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpo", "dapo", "rloo", "dr-grpo", "ipa"})
    void theDenominatorIsHeld(String name) {
        Algorithm right = Choices.of(name, GOLDEN.maxTokens());
        List<LossReduction> others = List.of(
                new LossReduction.TokenMean(),
                new LossReduction.SequenceMean(),
                new LossReduction.SequenceSum(),
                new LossReduction.Constant(GOLDEN.maxTokens()));
        for (LossReduction other : others) {
            var changed = new Algorithm(
                    right.returns(), right.baseline(), right.weight(), right.loss(), other, right.terms());
            assertThat(matches(name, changed)).as("%s", other).isEqualTo(other.equals(right.reduction()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dapo", "tis", "ppo-clip"})
    void aDenominatorOfTheMicroBatchIsFoundOut(String name) {
        Trial right = Trial.of(GOLDEN, name);
        int half = right.items().size() / 2;
        List<Item> items = new ArrayList<>();
        for (List<Item> part : List.of(
                right.items().subList(0, half),
                right.items().subList(half, right.items().size()))) {
            int tokens = part.stream().mapToInt(item -> item.sample().learned()).sum();
            part.forEach(item -> items.add(reweighed(item, filled(item, 0.5f / tokens))));
        }
        assertThat(matches(name, right.with(items).run())).isFalse();
    }

    @Test
    void theGrainOfTheRatioIsHeld() {
        Algorithm right = Choices.of("ipa", GOLDEN.maxTokens());
        List<ImportanceWeight> others = List.of(
                new ImportanceWeight.Token(),
                new ImportanceWeight.Sequence(),
                new ImportanceWeight.Product(),
                new ImportanceWeight.Chunk());
        for (ImportanceWeight other : others) {
            var changed = new Algorithm(
                    right.returns(), right.baseline(), other, right.loss(), right.reduction(), right.terms());
            assertThat(matches("ipa", changed)).as("%s", other).isEqualTo(other.equals(right.weight()));
        }
    }

    private static boolean matches(String name, Losses losses) {
        return matches(name, Trial.of(GOLDEN, name).run(losses));
    }

    private static boolean matches(String name, Algorithm algorithm) {
        return matches(name, Trial.of(GOLDEN, name, algorithm).run());
    }

    private static boolean matches(String name, Outcome found) {
        PolicyGolden.Case expected = GOLDEN.cases().get(name);
        return Math.abs(found.loss() - expected.loss()) < 1e-6
                && IntStream.range(0, expected.gradient().length)
                        .allMatch(t -> Math.abs(found.gradient()[t] - expected.gradient()[t]) < 2e-7);
    }

    private static Algorithm without(Algorithm algorithm) {
        return algorithm.withTerms(algorithm.terms().withCorrection(Correction.NONE));
    }

    private static Item reweighed(Item item, float[] weights) {
        return new Item(item.sample().withWeights(weights), item.current(), item.entropy());
    }

    private static float[] filled(Item item, float weight) {
        float[] weights = new float[item.sample().learned()];
        Arrays.fill(weights, weight);
        return weights;
    }

    /** Exchanges the two policies: {@code 2 log pi - log mu} in place of {@code log mu} turns {@code pi / mu} over. */
    private static TokenBatch mirrored(TokenBatch batch) {
        Tensor behavior = TokenBatch.require(batch.behaviorLogProbs(), "behaviour log-probabilities");
        Tensor turned = batch.logProbs().mul(2).sub(behavior);
        return new TokenBatch(
                batch.logProbs(),
                batch.weights(),
                batch.advantages(),
                turned,
                batch.proximalLogProbs(),
                batch.referenceLogProbs(),
                batch.entropies(),
                batch.lengths(),
                batch.chunks());
    }
}
