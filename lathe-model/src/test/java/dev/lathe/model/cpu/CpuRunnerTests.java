package dev.lathe.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.SequenceStep;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuRunnerTests {
    private static final int[] TEXT = Passes.text(3, 150, TinyModel.VOCABULARY);

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "QWEN2", "QWEN3", "LLAMA2_C"})
    void givesTheLogitsOfTheDecoder(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 1);
                CpuRunner runner = runner(model, CpuPrecision.FLOAT32, 2)) {
            float[][] expected = decoded(model, TEXT);
            assertClose(inPieces(runner, 0, 150), expected);
            assertClose(inPieces(runner, 0, 1, 2, 5, 40, 64, 150), expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesARowTheSameBitsWhateverIsBesideIt(CpuPrecision precision) {
        try (TinyModel model = TinyModel.of(TinyModel.Family.QWEN3, 2);
                CpuRunner runner = runner(model, precision, 2)) {
            float[][] alone = inPieces(runner, 0, 150);
            assertThat(inPieces(runner, 0, 1, 2, 3, 20, 31, 95, 96, 150)).isEqualTo(alone);
            for (int others : new int[] {1, 2, 6, 70}) {
                List<SequenceStep> steps = new ArrayList<>();
                steps.add(Passes.step(0, TEXT, 149, 150));
                IntStream.rangeClosed(1, others)
                        .mapToObj(i -> Passes.step(i, Passes.text(i, 3, TinyModel.VOCABULARY), 0, 1 + i % 3))
                        .forEach(steps::add);
                assertThat(Passes.rows(runner.run(steps))[0]).isEqualTo(alone[149]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsWithAnyNumberOfThreads(CpuPrecision precision) {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 2);
                CpuRunner one = runner(model, precision, 1);
                CpuRunner three = runner(model, precision, 3)) {
            float[][] expected = inPieces(one, 0, 60, 90);
            for (int time = 0; time < 5; time++) {
                assertThat(inPieces(three, 0, 60, 90)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MISTRAL", "SMOLLM3", "QWEN3_MOE", "GEMMA2", "GEMMA3"})
    void leavesOtherFamiliesToOthers(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 1)) {
            assertThat(CpuRunner.runs(model.config(), CpuPrecision.FLOAT32)).isFalse();
        }
    }

    @Test
    void readsWhatEarlierStepsOfAPassWrite() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 4);
                CpuRunner runner = runner(model, CpuPrecision.FLOAT32, 2)) {
            float[][] expected = inPieces(runner, 0, 150);
            var steps = List.of(Passes.step(1, TEXT, 0, 70), Passes.step(1, TEXT, 70, 150));
            assertThat(Passes.rows(runner.run(steps))).isEqualTo(expected);
        }
    }

    @Test
    void givesLogitsOnlyWhereTheyAreWanted() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 4);
                CpuRunner runner = runner(model, CpuPrecision.FLOAT32, 2)) {
            float[][] all = inPieces(runner, 0, 150);
            int[] start = Arrays.copyOf(TEXT, 50);
            int[] rest = Arrays.copyOfRange(TEXT, 50, 53);
            assertThat(runner.run(List.of(new SequenceStep(start, 0, Passes.table(1), 0, null)))
                            .rows())
                    .isZero();
            float[][] last = Passes.rows(runner.run(List.of(new SequenceStep(rest, 50, Passes.table(1), 2, null))));
            assertThat(last).isDeepEqualTo(new float[][] {all[51], all[52]});
        }
    }

    @Test
    void takesNewWeightsAndGivesMemoryBack() {
        try (TinyModel old = TinyModel.of(TinyModel.Family.QWEN2, 5);
                TinyModel young = TinyModel.of(TinyModel.Family.QWEN2, 6);
                CpuRunner runner = runner(old, CpuPrecision.FLOAT32, 2)) {
            runner.load(young.parameters());
            assertClose(inPieces(runner, 0, 150), decoded(young, TEXT));
            long before = runner.memory();
            runner.release();
            assertThat(runner.memory()).isLessThan(before);
            runner.load(old.parameters());
            assertClose(inPieces(runner, 0, 150), decoded(old, TEXT));
        }
    }

    @Test
    void packsAgainWhatHasChangedAlone() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.QWEN2, 5);
                CpuRunner runner = runner(model, CpuPrecision.FLOAT32, 2)) {
            float[][] before = inPieces(runner, 0, 150);
            TinyModel.disturb(parameter(model, "model.layers.1.mlp.up_proj.weight"), 8);
            runner.reload(model.parameters(), Set.of("model.layers.1.mlp.down_proj.weight"));
            assertThat(inPieces(runner, 0, 150)).as("another matrix").isDeepEqualTo(before);
            runner.reload(model.parameters(), Set.of("model.layers.1.mlp.up_proj.weight"));
            assertClose(inPieces(runner, 0, 150), decoded(model, TEXT));
            TinyModel.disturb(parameter(model, "model.layers.0.self_attn.k_proj.weight"), 9);
            runner.reload(model.parameters(), Set.of("model.layers.0.self_attn.k_proj.weight"));
            assertClose(inPieces(runner, 0, 150), decoded(model, TEXT));
        }
    }

    private static Tensor parameter(TinyModel model, String name) {
        return Objects.requireNonNull(model.parameters().get(name));
    }

    @Test
    void refusesToRunWithoutWeightsOrWithAdapters() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                CpuRunner runner = new CpuRunner(model.config(), CpuPrecision.FLOAT32, 1, 4)) {
            var step = new SequenceStep(new int[] {1}, 0, new int[] {0}, 1, "mine");
            assertThatThrownBy(() -> runner.run(List.of(step))).hasMessage("the runner has no weights");
            runner.load(model.parameters());
            assertThatThrownBy(() -> runner.run(List.of(step))).hasMessage("the fast runner has no adapters");
        }
    }

    private static CpuRunner runner(TinyModel model, CpuPrecision precision, int threads) {
        CpuRunner runner = new CpuRunner(model.config(), precision, threads, 71 * Passes.BLOCKS);
        runner.load(model.parameters());
        return runner;
    }

    /** Returns the logits of the text's tokens, run in pieces between the given places. */
    private static float[][] inPieces(CpuRunner runner, int... places) {
        return IntStream.range(1, places.length)
                .mapToObj(i -> runner.run(List.of(Passes.step(0, TEXT, places[i - 1], places[i]))))
                .flatMap(logits -> Arrays.stream(Passes.rows(logits)))
                .toArray(float[][]::new);
    }

    private static float[][] decoded(TinyModel model, int[] tokens) {
        try (Scope _ = Scope.open()) {
            return Autograd.noGrad(() -> {
                Decoder decoder = new Decoder(model.config());
                DecoderWeights weights = DecoderWeights.of(model.config(), model.parameters());
                long[] ids = Arrays.stream(tokens).asLongStream().toArray();
                Tensor hidden = decoder.hidden(weights, Tensor.of(ids, 1, tokens.length));
                float[] all = decoder.logits(weights, hidden).toFloats();
                int size = model.config().vocabSize();
                return IntStream.range(0, tokens.length)
                        .mapToObj(row -> Arrays.copyOfRange(all, row * size, (row + 1) * size))
                        .toArray(float[][]::new);
            });
        }
    }

    private static void assertClose(float[][] actual, float[][] expected) {
        assertThat(actual.length).isEqualTo(expected.length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(actual[row]).containsExactly(expected[row], within(2e-4f));
        }
    }
}
