package dev.lathe.model.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.UserError;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSamplerTests {
    private static final float[] TIED = {1, 5, 2, 5, 5, 0};

    @Test
    void agreesWithSortingOnRandomRows() {
        Random random = new Random(5);
        for (int round = 0; round < 1000; round++) {
            float[] logits = randomRow(random);
            Sampling sampling = randomSampling(random, logits.length).withSeed(round);
            SampledToken sampled = sample(logits, sampling);
            double[] expected = Reference.probabilities(logits, sampling);
            int token = sampled.token();
            assertThat(Math.exp(sampled.samplingLogProb()))
                    .as("round %d: %s", round, sampling)
                    .isCloseTo(expected[token], within(1e-5 + expected[token] * 1e-4));
            double before = Arrays.stream(expected, 0, token).sum();
            assertThat(new SamplingState(sampling, new int[0], null).uniform())
                    .as("round %d: %s", round, sampling)
                    .isBetween(before - 1e-5, before + expected[token] + 1e-5);
        }
    }

    private static float[] randomRow(Random random) {
        float[] logits = new float[1 + random.nextInt(random.nextBoolean() ? 100 : 3000)];
        float spread = List.of(0.1f, 1f, 4f, 30f).get(random.nextInt(4));
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(50) == 0 && i > 0
                    ? Float.NEGATIVE_INFINITY
                    : (float) random.nextGaussian() * spread + 7;
        }
        return logits;
    }

    private static Sampling randomSampling(Random random, int vocabulary) {
        return Sampling.of(List.of(0.3, 1.0, 1.7).get(random.nextInt(3)), 1, 0)
                .withTopK(random.nextInt(3) == 0 ? random.nextInt(vocabulary + 5) : 0)
                .withTopP(random.nextBoolean() ? 1 - random.nextDouble() * random.nextDouble() : 1)
                .withMinP(random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0);
    }

    @Test
    void takesTheFirstOfTheLargestAtTemperatureZero() {
        SampledToken sampled = sample(TIED, Sampling.greedy(1).withTopK(2).withTopP(0.1));
        assertThat(sampled.token()).isEqualTo(1);
        assertThat(sampled.samplingLogProb()).isZero();
        assertThat(sample(TIED, Sampling.greedy(1).withTemperature(1e-6)).token())
                .isEqualTo(1);
    }

    @Test
    void aVeryLowTemperatureLeavesTheMostLikely() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(sample(new float[] {1, 1.01f, 0.9f}, Sampling.of(1e-4, 1, seed))
                            .token())
                    .isEqualTo(1);
        }
    }

    @Test
    void topKKeepsTiesAndTopPKeepsTheLowestOfThem() {
        assertThat(drawn(TIED, Sampling.of(1, 1, 0).withTopK(2))).containsExactly(1, 3, 4);
        assertThat(drawn(TIED, Sampling.of(1, 1, 0).withTopP(0.5))).containsExactly(1, 3);
        assertThat(drawn(TIED, Sampling.of(1, 1, 0).withTopK(3).withTopP(0.1))).containsExactly(1);
    }

    /** Returns the tokens that come in many draws. */
    private static int[] drawn(float[] logits, Sampling sampling) {
        return IntStream.range(0, 300)
                .map(seed -> sample(logits, sampling.withSeed(seed)).token())
                .distinct()
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 20})
    void reportsTheMostLikelyOfTheUnmodifiedModel(int count) {
        Sampling sampling = Sampling.greedy(1).withLogitBias(Map.of(5, 50f)).withTopLogProbs(count);
        SampledToken sampled = sample(TIED, sampling);
        assertThat(sampled.token()).isEqualTo(5);
        double total =
                Arrays.stream(new double[] {1, 5, 2, 5, 5, 0}).map(Math::exp).sum();
        int[] order = {1, 3, 4, 2, 0, 5};
        assertThat(sampled.top())
                .extracting(TokenLogProb::token)
                .containsExactlyElementsOf(
                        Arrays.stream(order).limit(count).boxed().toList());
        assertThat(sampled.top())
                .allSatisfy(one -> assertThat((double) one.logProb())
                        .isCloseTo(TIED[one.token()] - Math.log(total), within(1e-6)));
        assertThat(sampled.logProb()).isCloseTo((float) -Math.log(total), within(1e-6f));
    }

    @Test
    void findsTheMostLikelyOfManyBlocks() {
        Random random = new Random(3);
        float[] logits = new float[5000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.round(random.nextGaussian() * 20);
        }
        List<Integer> expected = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(20)
                .toList();
        assertThat(sample(logits, Sampling.greedy(1).withTopLogProbs(20)).top())
                .extracting(TokenLogProb::token)
                .isEqualTo(expected);
    }

    @Test
    void readsTheRowThatIsAskedFor() {
        MemorySegment rows = MemorySegment.ofArray(new float[] {9, 0, 0, 0, 9, 0, 0, 0, 9});
        TokenSampler sampler = new TokenSampler(3);
        for (int row = 0; row < 3; row++) {
            assertThat(sampler.sample(rows, row, new SamplingState(Sampling.greedy(1), new int[0], null))
                            .token())
                    .isEqualTo(row);
        }
    }

    @Test
    void drawsAnotherNumberForEachTokenOfAReply() {
        float[] flat = new float[1000];
        SamplingState state = new SamplingState(Sampling.of(1, 100, 4), new int[0], null);
        TokenSampler sampler = new TokenSampler(flat.length);
        long different = IntStream.range(0, 100)
                .map(_ -> sampler.sample(MemorySegment.ofArray(flat), 0, state).token())
                .distinct()
                .count();
        assertThat(different).isGreaterThan(85);
    }

    @Test
    void roundingNeverChoosesATokenWithoutProbability() {
        LogitRow row = new LogitRow(200);
        float[] logits = new float[200];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        logits[70] = 3;
        logits[71] = 2;
        float maximum = row.load(MemorySegment.ofArray(logits), 0);
        double total = row.weigh(maximum, 1);
        assertThat(row.draw(Math.nextDown(1), total)).isEqualTo(71);
        assertThat(row.draw(Math.nextDown(1), total * 1.001)).isEqualTo(71);
        assertThat(row.draw(0, total)).isEqualTo(70);
    }

    @Test
    void ignoresABiasBeyondTheVocabulary() {
        assertThat(sample(TIED, Sampling.greedy(1).withLogitBias(Map.of(6, 9f))).token())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void refusesLogitsThatAreNotNumbers(float bad) {
        float[] logits = new float[100];
        logits[77] = bad;
        assertThatThrownBy(() -> sample(logits, Sampling.greedy(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model's log-probabilities are not numbers");
    }

    @Test
    void saysThatAConstraintCannotBeMet() {
        var state = new SamplingState(Sampling.of(1, 1, 0), new int[0], new Forbidden(List.of(0, 1, 2, 3, 4, 5)));
        assertThatThrownBy(() -> new TokenSampler(TIED.length).sample(MemorySegment.ofArray(TIED), 0, state))
                .isInstanceOf(UserError.class)
                .hasMessage("the constraint cannot be met: no token of the vocabulary may come next");
    }

    private static SampledToken sample(float[] logits, Sampling sampling) {
        return new TokenSampler(logits.length)
                .sample(MemorySegment.ofArray(logits), 0, new SamplingState(sampling, new int[0], null));
    }
}
