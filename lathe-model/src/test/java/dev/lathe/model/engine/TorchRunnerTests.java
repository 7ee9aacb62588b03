package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Adapter;
import dev.lathe.model.Scoring;
import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.InferenceEngine.InFlight;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchRunnerTests {
    private static final EngineOptions OPTIONS =
            new EngineOptions(1, 1, 4, Replies.CAPACITY, Admission.IMMEDIATE).withBatch(8, 20);

    /** Keys and values in bfloat16 are gathered by operators that any device has. */
    @ParameterizedTest
    @EnumSource
    void computesInTheTypeOfTheWeights(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 1)) {
            Map<String, Tensor> halves = new HashMap<>();
            model.parameters().forEach((name, value) -> halves.put(name, value.to(DType.BFLOAT16)));
            try (LocalEngine engine = new LocalEngine(model.config(), halves, OPTIONS)) {
                Completion reply = engine.submit(GenerationRequest.of(prompt(1, 50), Replies.sampled(12, 3))
                                .withPromptLogProbs(true))
                        .await();
                int[] tokens = Replies.join(prompt(1, 50), reply.span().tokens());
                float[] expected = Scoring.logProbs(model.config(), halves, List.of(tokens))[0];
                float[] actual = new float[expected.length];
                System.arraycopy(reply.promptLogProbs(), 0, actual, 0, 49);
                System.arraycopy(reply.span().logProbs(), 0, actual, 49, 12);
                double difference = IntStream.range(0, actual.length)
                        .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                        .average()
                        .orElseThrow();
                assertThat(difference).isLessThan(0.05);
            }
            halves.values().forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void attachesToEachRequestItsOwnAdapter(int fixedRows) {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                Adapter first = TinyModel.adapter("first", 1);
                Adapter second = TinyModel.adapter("second", 2);
                LocalEngine engine =
                        new LocalEngine(model.config(), model.parameters(), OPTIONS.withFixedRows(fixedRows))) {
            engine.adapters(List.of(first, second));
            GenerationRequest plain = GenerationRequest.of(prompt(1, 40), Replies.sampled(10, 3));
            List<Generation> replies = List.of(
                    engine.submit(plain),
                    engine.submit(plain.withAdapter("first")),
                    engine.submit(plain.withAdapter("second")),
                    engine.submit(plain.withAdapter("first")));
            Replies.checkLogProbs(model, plain.prompt(), replies.get(0).await());
            for (int i = 1; i < 4; i++) {
                Adapter adapter = i == 2 ? second : first;
                Completion reply = replies.get(i).await();
                int[] tokens = Replies.join(plain.prompt(), reply.span().tokens());
                float[] all = Scoring.logProbs(model.config(), merged(model, adapter), List.of(tokens))[0];
                assertThat(reply.span().logProbs())
                        .containsExactly(java.util.Arrays.copyOfRange(all, 39, 49), within(1e-4f));
            }
        }
    }

    private static Map<String, Tensor> merged(TinyModel model, Adapter adapter) {
        Map<String, Tensor> merged = new HashMap<>(model.parameters());
        adapter.changes()
                .forEach((name, change) ->
                        merged.computeIfPresent(name + ".weight", (_, weight) -> weight.add(change.delta())));
        return merged;
    }

    @Test
    void scoresAPromptWhateverIsCached() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.QWEN2, 1);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), OPTIONS)) {
            GenerationRequest request =
                    GenerationRequest.of(prompt(1, 90), Replies.greedy(2)).withPromptLogProbs(true);
            float[] expected = Scoring.logProbs(model.config(), model.parameters(), List.of(prompt(1, 90)))[0];
            for (int i = 0; i < 2; i++) {
                assertThat(engine.submit(request).await().promptLogProbs()).containsExactly(expected, within(1e-4f));
            }
        }
    }

    @Test
    void servesOtherWeightsAndGivesMemoryBack() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                TinyModel other = TinyModel.of(TinyModel.Family.LLAMA, 2);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), OPTIONS)) {
            GenerationRequest request = GenerationRequest.of(prompt(1, 40), Replies.sampled(10, 3));
            Replies.checkLogProbs(
                    model, request.prompt(), engine.submit(request).await());
            engine.update(PolicyVersion.INITIAL.next(), other.parameters(), InFlight.CONTINUE);
            Replies.checkLogProbs(
                    other, request.prompt(), engine.submit(request).await());
            engine.sleep();
            Generation later = engine.submit(request);
            engine.wake();
            Replies.checkLogProbs(other, request.prompt(), later.await());
        }
    }
}
