package dev.lathe.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.model.Golden;
import dev.lathe.model.SharedModels;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FastSmolLm2Tests {
    private static final Map<String, Tensor> PARAMETERS = SharedModels.smolLm2().parameters();

    @AfterAll
    static void close() {
        PARAMETERS.values().forEach(Tensor::close);
    }

    @Test
    void agreesWithTransformersInFloat32() {
        try (CpuRunner runner = runner(CpuPrecision.FLOAT32)) {
            Golden.read().forEach(golden -> assertClose(runner, golden, 2e-3));
            Golden first = Golden.read().getFirst();
            assertThat(Passes.greedy(runner, first.prompt(), first.reply().length))
                    .isEqualTo(first.reply());
        }
    }

    @Test
    void staysCloseInBfloat16() {
        try (CpuRunner runner = runner(CpuPrecision.BFLOAT16)) {
            Golden.read().forEach(golden -> assertClose(runner, golden, 0.25));
        }
    }

    /** Bounds the mean divergence of eight-bit weights from bfloat16, in nats a token. */
    @Test
    void divergesLittleInEightBits() {
        double divergence = 0;
        int count = 0;
        try (CpuRunner bytes = runner(CpuPrecision.INT8);
                CpuRunner brain = runner(CpuPrecision.BFLOAT16)) {
            for (Golden golden : Golden.read()) {
                int[] text = golden.tokens();
                var steps = List.of(Passes.step(0, text, 0, text.length));
                float[][] expected = Passes.rows(brain.run(steps));
                float[][] actual = Passes.rows(bytes.run(steps));
                for (int row = 0; row < text.length; row++) {
                    divergence += divergence(Passes.logProbs(expected[row]), Passes.logProbs(actual[row]));
                }
                count += text.length;
            }
        }
        assertThat(divergence / count).isBetween(0.0, 0.01);
    }

    private static double divergence(double[] expected, double[] actual) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.exp(expected[i]) * (expected[i] - actual[i]);
        }
        return sum;
    }

    private static CpuRunner runner(CpuPrecision precision) {
        CpuRunner runner = new CpuRunner(SharedModels.smolLm2().config(), precision, 2, Passes.BLOCKS);
        runner.load(PARAMETERS);
        return runner;
    }

    private static void assertClose(CpuRunner runner, Golden golden, double bound) {
        int[] text = golden.tokens();
        float[][] rows = Passes.rows(runner.run(List.of(Passes.step(0, text, 0, text.length))));
        int prompt = golden.prompt().length;
        for (int i = 1; i < text.length; i++) {
            float expected = i < prompt ? golden.promptLogProbs()[i - 1] : golden.replyLogProbs()[i - prompt];
            assertThat(Passes.logProbs(rows[i - 1])[text[i]]).isCloseTo(expected, within(bound));
        }
    }
}
