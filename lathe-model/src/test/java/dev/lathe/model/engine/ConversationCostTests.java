package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.greedy;
import static dev.lathe.model.engine.Replies.join;
import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.TinyModel;
import dev.lathe.model.cpu.CpuPrecision;
import dev.lathe.model.cpu.CpuRunner;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that a turn of a conversation costs what is new in it, in tokens that are computed, however long the past is. */
class ConversationCostTests {
    private static final int TURNS = 10;
    private static final int SAID = 16;
    private static final int REPLY = 4;

    static Stream<Arguments> runners() {
        RunnerFactory torch = TorchRunner::new;
        return Stream.of(
                Arguments.of("libtorch", torch), Arguments.of("fast", CpuRunner.factory(CpuPrecision.FLOAT32)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runners")
    void theTenthTurnCostsWhatTheFirstDid(String name, RunnerFactory runners) {
        var options = new EngineOptions(1, 1, 1, 240, InferenceEngine.Admission.IMMEDIATE);
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1);
                LocalEngine engine = new LocalEngine(model.config(), model.parameters(), options, runners)) {
            int[] past = {};
            long[] computed = new long[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                long before = computed(engine);
                int[] asked = join(past, prompt(turn, SAID));
                int[] reply = engine.submit(GenerationRequest.of(asked, greedy(REPLY)))
                        .await()
                        .span()
                        .tokens();
                past = join(asked, reply);
                computed[turn] = computed(engine) - before;
            }
            assertThat(computed[0]).isEqualTo(SAID);
            assertThat(computed[TURNS - 1]).isBetween((long) SAID, Math.round(1.2 * SAID));
        }
    }

    /** Returns how many tokens of prompts were computed, and not found in the cache. */
    private static long computed(LocalEngine engine) {
        EngineStats stats = engine.stats();
        return stats.promptTokens() - stats.cachedTokens();
    }
}
