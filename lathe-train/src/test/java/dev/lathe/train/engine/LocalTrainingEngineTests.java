package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.core.UserError;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTrainingEngineTests {
    private static final int VOCABULARY = 50;
    private static final DecoderConfig CONFIG = TestModels.config(VOCABULARY);
    private static final List<TrainingSample> BATCH = batch();
    private static final TrainingOptions WHOLE = new TrainingOptions(1, 1, 1 << 20);

    /** Holds what a step came to: its metrics, the gradients as the optimiser got them, the parameters after it. */
    private record Outcome(
            Metrics metrics, Map<String, float[]> gradients, Map<String, float[]> parameters, List<float[]> logProbs) {}

    @ParameterizedTest
    @CsvSource({"1, 16", "1, 64", "2, 16", "2, 64", "2, 1000000", "3, 100"})
    void workersAndMicroBatchesChangeNothing(int workers, int microBatchTokens) {
        Outcome expected = step(WHOLE);
        Outcome outcome = step(new TrainingOptions(workers, 1, microBatchTokens));
        double norm = expected.metrics().get("grad_norm");
        assertThat(loss(outcome)).isCloseTo(loss(expected), within(1e-6));
        assertThat(outcome.metrics().get("grad_norm")).isCloseTo(norm, within(1e-5 * norm));
        assertThat(outcome.metrics().get("tokens")).isEqualTo(expected.metrics().get("tokens"));
        assertClose(outcome.gradients(), expected.gradients());
        assertClose(outcome.parameters(), expected.parameters());
        for (int i = 0; i < BATCH.size(); i++) {
            assertThat(outcome.logProbs().get(i))
                    .containsExactly(expected.logProbs().get(i), within(1e-5f));
        }
    }

    @Test
    void theSupervisedLossIsTheMeanOfTheLogProbabilities() {
        Outcome outcome = step(WHOLE);
        double sum = 0;
        int count = 0;
        for (float[] logProbs : outcome.logProbs()) {
            for (float logProb : logProbs) {
                sum -= logProb;
                count++;
            }
        }
        assertThat(loss(outcome)).isCloseTo(sum / count, within(1e-6));
        assertThat(loss(outcome)).isCloseTo(Math.log(VOCABULARY), within(0.1));
    }

    @Test
    void workersGiveTheSameBitsEachTime() {
        TrainingOptions options = new TrainingOptions(2, 1, 64);
        Outcome first = step(options);
        Outcome again = step(options);
        first.parameters()
                .forEach((name, values) -> assertThat(TestOptimizers.named(again.parameters(), name))
                        .as(name)
                        .isEqualTo(values));
    }

    @Test
    void whatProcessesCannotShareIsRefusedBeforeAnyIsComputed() {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        var cooperation = new Cooperation() {
            @Override
            public void requireTokens(long tokens) {
                throw new UserError(tokens + " tokens");
            }

            @Override
            public boolean speaks() {
                throw new IllegalStateException("a worker has begun");
            }
        };
        int shortest =
                BATCH.stream().mapToInt(sample -> sample.tokens().length).min().orElseThrow();
        TrainingOptions options = new TrainingOptions(1, 1, 1);
        try (var engine = new LocalTrainingEngine(
                CONFIG, parameters, TestOptimizers.adamW(parameters, 0), 1, options, cooperation)) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> engine.step(BATCH, new Objective.Supervised(), 1e-3))
                    .withMessage(shortest + " tokens");
            assertThatExceptionOfType(UserError.class).isThrownBy(() -> engine.logProbs(BATCH, 1));
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    @Test
    void whatIsNotFiniteIsSkippedAndChangesNothing() {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        try (var engine = new LocalTrainingEngine(
                CONFIG, parameters, TestOptimizers.adamW(parameters, 0), 1, new TrainingOptions(2, 1, 64))) {
            Tensor norm = TestOptimizers.named(parameters, "model.norm.weight");
            norm.fill_(Double.NaN);
            Map<String, float[]> before = values(parameters);
            assertThat(engine.step(BATCH, new Objective.Supervised(), 1e-3).find(TrainingEngine.SKIPPED))
                    .isPresent();
            Map<String, float[]> after = values(parameters);
            before.forEach((name, values) ->
                    assertThat(TestOptimizers.named(after, name)).as(name).isEqualTo(values));
            norm.fill_(1);
            Metrics mended = engine.step(BATCH, new Objective.Supervised(), 1e-3);
            assertThat(mended.find(TrainingEngine.SKIPPED)).isEmpty();
            assertThat(mended.get("loss")).isCloseTo(loss(step(WHOLE)), within(1e-6));
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    private static double loss(Outcome outcome) {
        return outcome.metrics().get("loss");
    }

    private static Outcome step(TrainingOptions options) {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        try (var engine = new LocalTrainingEngine(
                CONFIG, parameters, TestOptimizers.adamW(parameters, 0), Double.MAX_VALUE, options)) {
            List<float[]> logProbs = engine.logProbs(BATCH, 1);
            Metrics metrics = engine.step(BATCH, new Objective.Supervised(), 1e-3);
            return new Outcome(
                    metrics, TestOptimizers.firstGradients(engine.optimizerState()), values(parameters), logProbs);
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    private static Map<String, float[]> values(Map<String, Tensor> parameters) {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        return values;
    }

    private static void assertClose(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
        expected.forEach(
                (name, values) -> assertThat(TestOptimizers.distance(TestOptimizers.named(actual, name), values))
                        .as(name)
                        .isLessThan(1e-5 * TestOptimizers.norm(values)));
    }

    private static List<TrainingSample> batch() {
        SplittableRandom random = new SplittableRandom(17);
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int row = 0; row < 12; row++) {
            int length = 5 + random.nextInt(36);
            int[] tokens = random.ints(length, 0, VOCABULARY).toArray();
            int[] positions = IntStream.range(1, length)
                    .filter(position -> position == 2 || random.nextInt(3) > 0)
                    .toArray();
            demonstrations.add(new Demonstration(tokens, positions));
        }
        return SupervisedSamples.of(demonstrations, new LossReduction.TokenMean());
    }
}
