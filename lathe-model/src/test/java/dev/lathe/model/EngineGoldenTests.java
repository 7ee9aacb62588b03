package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The real model's replies under everything that an engine may do to a request. */
class EngineGoldenTests {
    private static final int END_OF_TURN = 2;
    private static final int LENGTH = 20;
    private static final List<Golden> CASES = Golden.read();
    private static final Checkpoint CHECKPOINT = Checkpoint.open(SharedModels.SMOLLM2);
    private static final SequencedMap<String, Tensor> PARAMETERS = CHECKPOINT.parameters();

    @AfterAll
    static void close() {
        PARAMETERS.values().forEach(Tensor::close);
    }

    /** Prompts come twice and in pieces, blocks run out, and prompts that are scored are computed as a whole. */
    @Test
    void cachedCutAndPreemptedRequestsGetTheGoldenReplies() {
        int longest =
                CASES.stream().mapToInt(golden -> golden.prompt().length).max().orElseThrow();
        EngineOptions options = new EngineOptions(1, 2, 1, longest + LENGTH + 16, Admission.IMMEDIATE)
                .withCacheTokens(longest + LENGTH + 48L)
                .withBatch(8, 40);
        try (LocalEngine engine = new LocalEngine(CHECKPOINT.config(), PARAMETERS, options)) {
            List<Generation> replies = new ArrayList<>();
            for (Golden golden : CASES) {
                replies.add(engine.submit(request(golden).withPromptLogProbs(true)));
                replies.add(engine.submit(request(golden)));
            }
            for (int i = 0; i < replies.size(); i++) {
                Golden golden = CASES.get(i / 2);
                Completion reply = replies.get(i).await();
                check(golden, reply);
                if (i % 2 == 0) {
                    assertThat(reply.promptLogProbs()).containsExactly(golden.promptLogProbs(), within(2e-3f));
                }
            }
            assertThat(engine.stats().cachedTokens()).isPositive();
            assertThat(engine.stats().preemptions()).isPositive();
        }
    }

    private static GenerationRequest request(Golden golden) {
        return GenerationRequest.of(golden.prompt(), Sampling.greedy(LENGTH).withStopTokens(Set.of(END_OF_TURN)));
    }

    private static void check(Golden golden, Completion reply) {
        int length = Math.min(LENGTH, golden.reply().length);
        assertThat(reply.span().tokens()).containsExactly(java.util.Arrays.copyOf(golden.reply(), length));
        assertThat(reply.span().logProbs())
                .containsExactly(java.util.Arrays.copyOf(golden.replyLogProbs(), length), within(2e-3f));
    }
}
