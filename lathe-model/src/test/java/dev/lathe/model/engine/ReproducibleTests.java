package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.bits;
import static dev.lathe.model.engine.Replies.join;
import static dev.lathe.model.engine.Replies.prompt;
import static dev.lathe.model.engine.Replies.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With fixed rows a request gets the same bits alone and in any company, cached, cut and preempted. */
class ReproducibleTests {
    private static final int ROWS = 8;

    @ParameterizedTest
    @EnumSource(
            value = TinyModel.Family.class,
            names = {"LLAMA", "QWEN3", "GEMMA2"})
    void repliesDoNotDependOnWhatElseIsInTheBatch(TinyModel.Family family) {
        try (TinyModel model = TinyModel.of(family, 1)) {
            List<int[]> prompts = prompts();
            List<List<Integer>> alone = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                try (LocalEngine engine = engine(model, 4 * Replies.CAPACITY, 64)) {
                    alone.add(bits(ask(engine, prompts.get(i), i).await()));
                }
            }
            try (LocalEngine engine = engine(model, Replies.CAPACITY + 32, 12)) {
                List<Generation> replies = new ArrayList<>();
                for (int i = 0; i < prompts.size(); i++) {
                    replies.add(ask(engine, prompts.get(i), i));
                }
                for (int i = 0; i < prompts.size(); i++) {
                    assertThat(bits(replies.get(i).await())).isEqualTo(alone.get(i));
                }
                assertThat(engine.stats().preemptions()).isPositive();
                assertThat(engine.stats().cachedTokens()).isPositive();
            }
        }
    }

    private static List<int[]> prompts() {
        Random random = new Random(3);
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            prompts.add(join(prompt(i % 3, 37), prompt(i, 1 + random.nextInt(50))));
        }
        return prompts;
    }

    private static Generation ask(LocalEngine engine, int[] prompt, long seed) {
        return engine.submit(GenerationRequest.of(prompt, sampled(25, seed)));
    }

    private static LocalEngine engine(TinyModel model, int cacheTokens, int stepTokens) {
        EngineOptions options = new EngineOptions(1, 1, 1, Replies.CAPACITY, Admission.IMMEDIATE)
                .withCacheTokens(cacheTokens)
                .withBatch(6, stepTokens)
                .withFixedRows(ROWS);
        return new LocalEngine(model.config(), model.parameters(), options);
    }
}
