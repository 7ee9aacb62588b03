package dev.lathe.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTests {
    private static final MemorySegment ROWS = MemorySegment.ofArray(new float[] {9, 0.25f, 0, 0.5f, 0.25f, 0, 9});

    @ParameterizedTest
    @CsvSource({"0, 0", "0.2499, 0", "0.25, 2", "0.7499, 2", "0.75, 3", "0.9999999, 3"})
    void invertsTheDistributionFunctionOfItsRow(double uniform, int expected) {
        assertThat(Sampler.draw(ROWS, 1, 5, uniform)).isEqualTo(expected);
    }

    @Test
    void takesTheFirstOfTheLargest() {
        assertThat(Sampler.largest(ROWS, 0, 7)).isZero();
        assertThat(Sampler.largest(ROWS, 1, 5)).isEqualTo(2);
    }

    @Test
    void drawsEachTokenAsOftenAsItsTemperatureSays() {
        double[] logits = {1, 0, -1, 2};
        List<Double> temperatures = List.of(0.7, 1.0, 3.0);
        int draws = 20_000;
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                LocalEngine engine = Replies.engine(model, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse();
                Scope _ = Scope.open()) {
            for (double temperature : temperatures) {
                int[] counts = new int[logits.length];
                for (int token : drawn((Lane) conversation, logits, temperature, draws)) {
                    counts[token]++;
                }
                double total = weight(logits, temperature);
                for (int token = 0; token < logits.length; token++) {
                    double probability = Math.exp(logits[token] / temperature) / total;
                    double deviation = Math.sqrt(probability * (1 - probability) / draws);
                    assertThat((double) counts[token] / draws).isCloseTo(probability, within(5 * deviation));
                }
            }
        }
    }

    private static double weight(double[] logits, double temperature) {
        double total = 0;
        for (double logit : logits) {
            total += Math.exp(logit / temperature);
        }
        return total;
    }

    /** Draws one token for each of many requests that differ in their seed, beside a greedy one. */
    private static List<Integer> drawn(Lane lane, double[] logits, double temperature, int draws) {
        List<Integer> tokens = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        requests.add(new Request(
                lane,
                new int[] {1},
                Replies.greedy(1),
                token -> assertThat(token).isEqualTo(3)));
        for (int seed = 1; seed < draws; seed++) {
            requests.add(new Request(lane, new int[] {1}, Sampling.of(temperature, 1, seed), tokens::add));
        }
        Tensor rows = Tensor.of(logits, 1, logits.length)
                .to(dev.lathe.tensor.DType.FLOAT32)
                .repeat(draws, 1);
        new Draw(rows, requests).addTokens(PolicyVersion.INITIAL);
        assertThat(requests).allMatch(Request::done);
        return tokens;
    }
}
