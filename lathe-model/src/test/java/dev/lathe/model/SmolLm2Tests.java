package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.model.checkpoint.Checkpoint;
import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SmolLm2Tests {
    private static final int END_OF_TURN = 2;
    private static final List<Golden> CASES = Golden.read();

    private static final Checkpoint CHECKPOINT = Checkpoint.open(SharedModels.SMOLLM2);
    private static final SequencedMap<String, Tensor> PARAMETERS = CHECKPOINT.parameters();

    @BeforeAll
    static void useBothCores() {
        Torch.threads(2);
    }

    @AfterAll
    static void close() {
        PARAMETERS.values().forEach(Tensor::close);
    }

    @Test
    void loadsEveryParameter() {
        assertThat(PARAMETERS.keySet())
                .isEqualTo(Parameters.shapes(CHECKPOINT.config()).keySet());
        assertThat(PARAMETERS.values().stream().mapToLong(Tensor::numel).sum()).isEqualTo(134_515_008);
    }

    @Test
    void givesPromptsTheGoldenLogProbabilities() {
        float[][] logProbs = Scoring.logProbs(
                CHECKPOINT.config(),
                PARAMETERS,
                CASES.stream().map(Golden::prompt).toList());
        for (int i = 0; i < CASES.size(); i++) {
            assertThat(logProbs[i]).containsExactly(CASES.get(i).promptLogProbs(), within(2e-3f));
        }
    }

    @Test
    void writesTheGoldenRepliesTogether() throws Exception {
        var options = new EngineOptions(1, 2, CASES.size(), 256, Admission.IMMEDIATE);
        try (var engine = new LocalEngine(CHECKPOINT.config(), PARAMETERS, options);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Completion>> calls = CASES.stream()
                    .map(golden -> (Callable<Completion>) () -> reply(engine, golden))
                    .toList();
            List<Future<Completion>> replies = threads.invokeAll(calls);
            for (int i = 0; i < CASES.size(); i++) {
                Completion reply = replies.get(i).get();
                assertThat(reply.span().tokens()).containsExactly(CASES.get(i).reply());
                assertThat(reply.span().logProbs()).containsExactly(CASES.get(i).replyLogProbs(), within(2e-3f));
            }
        }
    }

    private static Completion reply(LocalEngine engine, Golden golden) {
        try (var conversation = engine.converse()) {
            return conversation.generate(golden.prompt(), Sampling.greedy(48).withStopTokens(Set.of(END_OF_TURN)));
        }
    }
}
