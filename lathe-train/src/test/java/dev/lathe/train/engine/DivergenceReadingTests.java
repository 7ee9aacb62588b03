package dev.lathe.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.algorithm.Demonstration;
import dev.lathe.algorithm.LossReduction;
import dev.lathe.algorithm.SupervisedSamples;
import dev.lathe.algorithm.TrainingSample;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.Parameters;
import dev.lathe.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceReadingTests {
    private static final int VOCABULARY = 20;
    private static final DecoderConfig CONFIG = TestModels.config(VOCABULARY);
    private static final int[] TEXT = {3, 7, 1, 12, 5, 5, 19};

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.7})
    void isTheSumOverAllTokensThatMightHaveCome(double temperature) {
        SequencedMap<String, Tensor> policy = larger(1);
        SequencedMap<String, Tensor> reference = larger(2);
        try (TrainingEngine engine = engine(policy);
                TrainingEngine other = engine(reference)) {
            TrainingSample sample = sample(TEXT, 2, 4, 6);
            List<float[]> found =
                    engine.divergences(List.of(sample, sample), new LanguageModel(CONFIG, reference), temperature);
            assertThat(found).hasSize(2);
            for (int i = 0; i < sample.positions().length; i++) {
                double expected = divergence(engine, other, sample.positions()[i], temperature);
                assertThat(found.getFirst()[i]).isCloseTo((float) expected, within(1e-5f));
                assertThat(found.getLast()[i]).isCloseTo((float) expected, within(1e-5f));
            }
            assertThat(engine.divergences(List.of(sample), new LanguageModel(CONFIG, policy), temperature)
                            .getFirst())
                    .containsOnly(0);
        } finally {
            policy.values().forEach(Tensor::close);
            reference.values().forEach(Tensor::close);
        }
    }

    /** Asks both models for the log-probability of every token at one place. */
    private static double divergence(TrainingEngine policy, TrainingEngine reference, int place, double temperature) {
        List<TrainingSample> all = IntStream.range(0, VOCABULARY)
                .mapToObj(token -> {
                    int[] tokens = TEXT.clone();
                    tokens[place] = token;
                    return sample(tokens, place);
                })
                .toList();
        List<float[]> own = policy.logProbs(all, temperature);
        List<float[]> others = reference.logProbs(all, temperature);
        return IntStream.range(0, VOCABULARY)
                .mapToDouble(token -> Math.exp(own.get(token)[0]) * (own.get(token)[0] - others.get(token)[0]))
                .sum();
    }

    private static TrainingSample sample(int[] tokens, int... positions) {
        return SupervisedSamples.of(List.of(new Demonstration(tokens, positions)), new LossReduction.TokenMean())
                .getFirst();
    }

    /** Makes a model whose predictions are far from even. */
    private static SequencedMap<String, Tensor> larger(long seed) {
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>(Parameters.initialize(CONFIG, seed));
        parameters.values().forEach(parameter -> parameter.mul_(4));
        return parameters;
    }

    private static TrainingEngine engine(SequencedMap<String, Tensor> parameters) {
        return new LocalTrainingEngine(
                CONFIG, parameters, TestOptimizers.adamW(parameters, 0), 1, new TrainingOptions(1, 1, 1 << 20));
    }
}
