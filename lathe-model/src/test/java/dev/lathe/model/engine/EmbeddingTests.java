package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.greedy;
import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.TinyModel;
import dev.lathe.model.TinyModel.Family;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import dev.lathe.model.engine.Completion.FinishReason;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An embedding is the mean of the decoder's last hidden states, whatever else is served and however the text is cut. */
class EmbeddingTests {
    private static final EngineOptions OPTIONS = new EngineOptions(1, 1, 4, Replies.CAPACITY, Admission.IMMEDIATE)
            .withBatch(4, 20)
            .withCacheTokens(Replies.CAPACITY);

    static List<Arguments> runners() {
        RunnerFactory torch = TorchRunner::new;
        return List.of(
                Arguments.of("torch", Family.GEMMA2, OPTIONS, torch),
                Arguments.of("torch, fixed rows", Family.LLAMA, OPTIONS.withFixedRows(8), torch),
                Arguments.of("fast", Family.QWEN3, OPTIONS, CpuRunner.factory(CpuPrecision.FLOAT32)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runners")
    void isTheMeanOfTheLastStates(String name, Family family, EngineOptions options, RunnerFactory runners) {
        try (TinyModel model = TinyModel.of(family, 1);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), options, runners)) {
            List<Generation> others = new ArrayList<>();
            List<Generation> embeddings = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                // with a text's first tokens in the cache, and a cache that is too small for all
                others.add(engine.submit(GenerationRequest.of(prompt(i, 30 + i), greedy(20))));
                embeddings.add(engine.submit(GenerationRequest.embedding(prompt(i, 60 + i))));
            }
            engine.update(PolicyVersion.INITIAL.next());
            for (int i = 0; i < 5; i++) {
                Completion made = embeddings.get(i).await();
                assertThat(made.finish()).isEqualTo(FinishReason.STOP);
                assertThat(made.tokens()).isEmpty();
                assertThat(made.embedding()).containsExactly(expected(model, prompt(i, 60 + i)), within(1e-4f));
                Replies.checkLogProbs(model, prompt(i, 30 + i), others.get(i).await());
            }
            assertThat(engine.stats().usedBlocks()).isZero();
        }
    }

    @Test
    void textsMayFillTheContext() {
        try (TinyModel model = TinyModel.of(Family.LLAMA, 1);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), OPTIONS)) {
            int[] full = prompt(1, Replies.CAPACITY);
            assertThat(engine.submit(GenerationRequest.embedding(full)).await().embedding())
                    .containsExactly(expected(model, full), within(1e-4f));
        }
    }

    @Test
    void isEmptyIfItIsAborted() {
        try (TinyModel model = TinyModel.of(Family.LLAMA, 1);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), OPTIONS)) {
            engine.sleep();
            Generation unwanted = engine.submit(GenerationRequest.embedding(prompt(1, 60)));
            unwanted.abort();
            assertThat(unwanted.await().finish()).isEqualTo(FinishReason.ABORTED);
            assertThat(unwanted.await().embedding()).isEmpty();
        }
    }

    private static float[] expected(TinyModel model, int[] text) {
        try (Scope _ = Scope.open()) {
            long[] tokens = Arrays.stream(text).asLongStream().toArray();
            Tensor mean = Autograd.noGrad(() -> new Decoder(model.config())
                    .hidden(DecoderWeights.of(model.config(), model.parameters()), Tensor.of(tokens, 1, tokens.length))
                    .mean(1, false)
                    .squeeze(0));
            return mean.div(mean.mul(mean).sum().sqrt()).toFloats();
        }
    }
}
