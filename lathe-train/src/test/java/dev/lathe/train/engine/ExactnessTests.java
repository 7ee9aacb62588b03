package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Algorithms;
import dev.lathe.algorithm.Objective;
import dev.lathe.algorithm.TokenBatch;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.core.Metrics;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the engine, which packs, shares prompts, cuts the vocabulary into pieces and takes gradients back by hand, against one sequence
 * after the other, whole, by automatic differentiation alone.
 */
class ExactnessTests {
    private static final DecoderConfig CONFIG = TestModels.config(50);
    private static final Objective OBJECTIVE = new Objective.Policy(Algorithms.named("grpo", 64));
    private static final List<TrainingSample> BATCH = batch();
    private static final Truth TRUTH = truth();

    private record Truth(double loss, Map<String, float[]> gradients, List<float[]> logProbs) {}

    @ParameterizedTest
    @CsvSource({"1, 1000000, false", "1, 1000000, true", "1, 90, false", "2, 150, true", "3, 40, false"})
    void packingSharingAndRecomputationChangeNothing(int workers, int microBatchTokens, boolean recompute) {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        try (var engine = new LocalTrainingEngine(
                CONFIG,
                parameters,
                TestOptimizers.adamW(parameters, 0),
                Double.MAX_VALUE,
                new TrainingOptions(workers, 1, microBatchTokens, recompute, DType.FLOAT32))) {
            List<float[]> logProbs = engine.logProbs(BATCH, 1);
            for (int i = 0; i < BATCH.size(); i++) {
                assertThat(logProbs.get(i)).containsExactly(TRUTH.logProbs().get(i), within(1e-5f));
            }
            Metrics metrics = engine.step(BATCH, OBJECTIVE, 1e-3);
            assertThat(metrics.get("loss")).isCloseTo(TRUTH.loss(), within(1e-6));
            assertGradients(TestOptimizers.firstGradients(engine.optimizerState()));
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    @Test
    void aGroupSharesItsPrompt() {
        long all = BATCH.stream().mapToLong(sample -> sample.tokens().length).sum();
        List<MicroBatch<TrainingSample>> parts = MicroBatch.split(BATCH, new TokenLearning(OBJECTIVE), 1 << 20, 1);
        // two groups of four, with prompts of 20 and 23 tokens
        assertThat(parts).extracting(MicroBatch::tokens).containsExactly(all - 3 * 20 - 3 * 23);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "2, 60"})
    void bfloat16ComesNearAndMovesItsMasterCopies(int workers, int microBatchTokens) {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        try (var engine = new LocalTrainingEngine(
                CONFIG,
                parameters,
                TestOptimizers.adamW(parameters, 0),
                Double.MAX_VALUE,
                new TrainingOptions(workers, 1, microBatchTokens, false, DType.BFLOAT16))) {
            Metrics metrics = engine.step(BATCH, OBJECTIVE, 1e-6);
            assertThat(metrics.get("loss")).isCloseTo(TRUTH.loss(), within(0.02));
            Map<String, float[]> gradients = TestOptimizers.firstGradients(engine.optimizerState());
            TRUTH.gradients()
                    .forEach((name, expected) -> assertThat(
                                    TestOptimizers.distance(TestOptimizers.named(gradients, name + ".mean"), expected))
                            .as(name)
                            .isLessThan(0.03 * TestOptimizers.norm(expected)));
            assertThat(parameters.values()).allMatch(parameter -> parameter.dtype() == DType.FLOAT32);
            // a step of one millionth is lost in bfloat16, where 1 is followed by 1.0078
            assertThat(TestOptimizers.named(parameters, "model.norm.weight").toFloats())
                    .doesNotContain(1f);
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    @Test
    void bfloat16LearnsFromStepToStepAsFloat32Does() {
        List<Double> exact = losses(DType.FLOAT32);
        List<Double> rounded = losses(DType.BFLOAT16);
        assertThat(exact.getLast()).isLessThan(exact.getFirst() - 0.1);
        for (int step = 0; step < exact.size(); step++) {
            assertThat(rounded.get(step)).isCloseTo(exact.get(step), within(0.05));
        }
    }

    /** Returns the losses before each of some steps, and after the last. */
    private static List<Double> losses(DType type) {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        try (var engine = new LocalTrainingEngine(
                CONFIG,
                parameters,
                TestOptimizers.adamW(parameters, 0),
                Double.MAX_VALUE,
                new TrainingOptions(1, 1, 1 << 20, false, type))) {
            List<Double> losses = new ArrayList<>();
            for (int step = 0; step < 5; step++) {
                losses.add(engine.step(BATCH, OBJECTIVE, 5e-3).get("loss"));
            }
            losses.add(engine.evaluate(BATCH, new TokenLearning(OBJECTIVE)).get("loss"));
            return losses;
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    private static void assertGradients(Map<String, float[]> gradients) {
        assertThat(gradients).hasSameSizeAs(TRUTH.gradients());
        TRUTH.gradients()
                .forEach((name, expected) -> assertThat(
                                TestOptimizers.distance(TestOptimizers.named(gradients, name + ".mean"), expected))
                        .as(name)
                        .isLessThan(1e-5 * TestOptimizers.norm(expected)));
    }

    private static Truth truth() {
        SequencedMap<String, Tensor> parameters = Parameters.initialize(CONFIG, 3);
        parameters.values().forEach(parameter -> parameter.requiresGrad_(true));
        Decoder decoder = new Decoder(CONFIG);
        List<float[]> logProbs = new ArrayList<>();
        double sum = 0;
        try (Scope scope = Scope.open()) {
            for (TrainingSample sample : BATCH) {
                DecoderWeights weights = DecoderWeights.of(CONFIG, parameters);
                int[] tokens = sample.tokens();
                long[] ids = Arrays.stream(tokens).asLongStream().toArray();
                Tensor hidden =
                        decoder.hidden(weights, Tensor.of(ids, 1, ids.length)).squeeze(0);
                long[] before =
                        Arrays.stream(sample.positions()).mapToLong(p -> p - 1L).toArray();
                Tensor all = decoder.logits(weights, hidden.indexSelect(0, Tensor.of(before, before.length)))
                        .logSoftmax(-1);
                long[] learned = Arrays.stream(sample.positions())
                        .mapToLong(p -> tokens[p])
                        .toArray();
                Tensor targets = Tensor.of(learned, learned.length);
                Tensor chosen = all.gather(1, targets.unsqueeze(1)).squeeze(1);
                logProbs.add(chosen.detach().toFloats());
                TokenBatch batch = TokenBatch.of(List.of(sample), chosen)
                        .withEntropies(all.exp().mul(all).sum(-1, false).neg());
                Tensor loss = OBJECTIVE.loss(batch);
                loss.backward();
                sum += loss.item();
            }
            Map<String, float[]> gradients = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> {
                Tensor gradient = parameter.grad();
                assertThat(gradient).isNotNull();
                gradients.put(name, gradient.toFloats());
            });
            return new Truth(sum, gradients, logProbs);
        } finally {
            parameters.values().forEach(Tensor::close);
        }
    }

    /** Returns two groups of four answers, and three sequences that stand alone. */
    private static List<TrainingSample> batch() {
        SplittableRandom random = new SplittableRandom(5);
        List<TrainingSample> samples = new ArrayList<>();
        for (int group = 0; group < 2; group++) {
            int[] prompt = tokens(random, 20 + 3 * group);
            for (int answer = 0; answer < 4; answer++) {
                // the first token of each differs, so that exactly the prompt is shared; two answers are of one length
                int[] all = IntStream.concat(
                                Arrays.stream(prompt),
                                IntStream.concat(
                                        IntStream.of(40 + answer),
                                        Arrays.stream(tokens(random, answer == 3 ? 5 : 3 + answer))))
                        .toArray();
                samples.add(sample(random, all, prompt.length));
            }
        }
        for (int length : new int[] {9, 14, 14}) {
            samples.add(sample(random, tokens(random, length), 4));
        }
        return samples;
    }

    private static int[] tokens(SplittableRandom random, int length) {
        return random.ints(length, 0, 40).toArray();
    }

    private static TrainingSample sample(SplittableRandom random, int[] tokens, int prompt) {
        int[] positions = IntStream.range(prompt, tokens.length).toArray();
        float[] weights = new float[positions.length];
        float[] advantages = new float[positions.length];
        float[] behaviour = new float[positions.length];
        for (int i = 0; i < positions.length; i++) {
            weights[i] = random.nextFloat();
            advantages[i] = (float) random.nextDouble(-1, 1);
            behaviour[i] = (float) random.nextDouble(-4.2, -3.6);
        }
        return new TrainingSample(tokens, positions, weights, advantages, behaviour);
    }
}
