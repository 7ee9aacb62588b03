package dev.lathe.model.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares draws with the distributions that transformers computed (bench/golden/sampling.py). */
class GoldenDistributionTests {
    private static final int DRAWS = 4000;

    static List<JsonNode> cases() throws Exception {
        try (InputStream file = GoldenDistributionTests.class.getResourceAsStream("/golden/sampling.json")) {
            return JsonMapper.shared().readTree(file).valueStream().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsFromTheDistributionAndReportsIt(JsonNode golden) {
        double[] probabilities = doubles(golden.get("probabilities"));
        double[] logProbs = doubles(golden.get("logProbs"));
        MemorySegment logits = logits(golden);
        TokenSampler sampler = new TokenSampler(probabilities.length);
        int[] counts = new int[probabilities.length];
        for (int seed = 0; seed < DRAWS; seed++) {
            SampledToken sampled = sampler.sample(logits, 0, state(golden, seed));
            int token = sampled.token();
            counts[token]++;
            assertThat(Math.exp(sampled.samplingLogProb())).isCloseTo(probabilities[token], within(2e-6));
            assertThat((double) sampled.logProb()).isCloseTo(logProbs[token], within(2e-6));
        }
        assertThat(chiSquare(counts, probabilities)).isLessThan(bound(probabilities.length));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresEachTokenUnderTheUnmodifiedModel(JsonNode golden) {
        double[] logProbs = doubles(golden.get("logProbs"));
        MemorySegment logits = logits(golden);
        TokenSampler sampler = new TokenSampler(logProbs.length);
        for (int token = 0; token < logProbs.length; token++) {
            assertThat((double) sampler.score(logits, 0, token, 0).logProb()).isCloseTo(logProbs[token], within(2e-6));
        }
    }

    private static SamplingState state(JsonNode golden, long seed) {
        Map<Integer, Float> bias = golden.get("logitBias").properties().stream()
                .collect(Collectors.toMap(
                        entry -> Integer.valueOf(entry.getKey()),
                        entry -> entry.getValue().floatValue()));
        Sampling sampling = Sampling.of(golden.get("temperature").asDouble(), 1, seed)
                .withTopK(golden.get("topK").asInt())
                .withTopP(golden.get("topP").asDouble())
                .withMinP(golden.get("minP").asDouble())
                .withPenalties(
                        golden.get("repetitionPenalty").asDouble(),
                        golden.get("presencePenalty").asDouble(),
                        golden.get("frequencyPenalty").asDouble())
                .withLogitBias(bias);
        List<Integer> forbidden = ints(golden.get("forbidden")).boxed().toList();
        SamplingState state =
                new SamplingState(sampling, ints(golden.get("prompt")).toArray(), constraint(forbidden));
        ints(golden.get("reply")).filter(token -> !forbidden.contains(token)).forEach(state::accept);
        return state;
    }

    private static @org.jspecify.annotations.Nullable Forbidden constraint(List<Integer> forbidden) {
        return forbidden.isEmpty() ? null : new Forbidden(forbidden);
    }

    private static MemorySegment logits(JsonNode golden) {
        double[] values = doubles(golden.get("logits"));
        float[] row = new float[values.length];
        IntStream.range(0, row.length).forEach(i -> row[i] = (float) values[i]);
        return MemorySegment.ofArray(row);
    }

    /** Returns Pearson's statistic, or infinity if a token came that cannot. */
    private static double chiSquare(int[] counts, double[] probabilities) {
        double sum = 0;
        for (int token = 0; token < counts.length; token++) {
            double expected = probabilities[token] * DRAWS;
            if (expected == 0 && counts[token] > 0) {
                return Double.POSITIVE_INFINITY;
            }
            // a token that is expected less than once counts as one that is expected once
            sum += Math.pow(counts[token] - expected, 2) / Math.max(expected, 1);
        }
        return sum;
    }

    /** Returns what the statistic exceeds once in about a million times, by its normal approximation. */
    private static double bound(int bins) {
        return bins + 5 * Math.sqrt(2.0 * bins);
    }

    private static double[] doubles(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static IntStream ints(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt);
    }
}
