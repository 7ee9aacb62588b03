package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.engine;
import static dev.lathe.model.engine.Replies.greedy;
import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.model.TinyModel;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineFailureTests {
    private static final TinyModel MODEL = TinyModel.of(TinyModel.Family.LLAMA, 1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void refusesPromptsThatAreEmptyOrTooLong() {
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            assertThatThrownBy(() -> conversation.generate(new int[0], greedy(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a prompt needs at least one token");
            assertThatThrownBy(() -> conversation.generate(prompt(1, Replies.CAPACITY), greedy(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a prompt of 160 tokens leaves no room for a reply: there is room for 160");
            assertThat(conversation
                            .generate(prompt(1, Replies.CAPACITY - 1), greedy(1))
                            .span()
                            .length())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesTokensThatTheModelDoesNotKnow() {
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE);
                Conversation conversation = engine.converse()) {
            assertThat(engine.vocabulary()).isEqualTo(TinyModel.VOCABULARY);
            for (int strange : new int[] {-1, TinyModel.VOCABULARY}) {
                assertThatThrownBy(() -> conversation.generate(new int[] {3, strange}, greedy(1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a prompt has token %d; the model's are from 0 to 60".formatted(strange));
            }
            assertThat(conversation
                            .generate(new int[] {TinyModel.VOCABULARY - 1}, greedy(1))
                            .tokens())
                    .hasSize(1);
        }
    }

    @Test
    void anErrorWhileTheWeightsAreReadReachesEveryCaller() throws Exception {
        var reading = new CountDownLatch(1);
        var more = new CountDownLatch(1);
        RunnerFactory full = (_, _, _) -> new FakeRunner(2, new Semaphore(0)) {
            @Override
            public void load(Map<String, Tensor> parameters) {
                reading.countDown();
                await(more);
                throw new OutOfMemoryError("no room");
            }
        };
        EngineOptions options = new EngineOptions(1, 1, 1, 8, Admission.IMMEDIATE);
        try (LocalEngine engine = new LocalEngine(MODEL.config(), MODEL.parameters(), options, full)) {
            var load = CompletableFuture.runAsync(engine::load);
            await(reading);
            Generation waiting = engine.submit(GenerationRequest.of(prompt(1, 3), greedy(3)));
            more.countDown();
            assertThatThrownBy(load::get).hasRootCauseMessage("no room");
            assertThatThrownBy(waiting::await).hasRootCauseMessage("no room");
            assertThatThrownBy(engine::stats).hasRootCauseMessage("no room");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void refusesSizesThatAreNotPositive() {
        assertThatThrownBy(() -> new EngineOptions(1, 1, 0, 8, Admission.IMMEDIATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("conversations must be at least 1: 0");
    }

    @Test
    void closingEndsWaiting() throws Exception {
        LocalEngine engine = engine(MODEL, 1, 2, Admission.BARRIER);
        Conversation asking = engine.converse();
        Conversation silent = engine.converse();
        var reply = CompletableFuture.supplyAsync(() -> asking.generate(prompt(1, 3), greedy(3)));
        var room = CompletableFuture.supplyAsync(engine::converse);
        Thread.sleep(20);
        engine.close();
        assertThatThrownBy(reply::get).hasRootCauseMessage("the engine is closed");
        assertThatThrownBy(room::get).hasRootCauseMessage("the engine is closed");
        assertThatThrownBy(() -> silent.generate(prompt(1, 3), greedy(3))).hasRootCauseMessage("the engine is closed");
        assertThatThrownBy(engine::converse).isInstanceOf(IllegalStateException.class);
        asking.close();
        engine.close();
    }

    @Test
    void closingAConversationTwiceFreesOnePlace() {
        try (LocalEngine engine = engine(MODEL, 1, 1, Admission.IMMEDIATE)) {
            Conversation first = engine.converse();
            first.close();
            Conversation second = engine.converse();
            first.close();
            var third = CompletableFuture.supplyAsync(engine::converse);
            assertThat(second.generate(prompt(1, 3), greedy(2)).span().length()).isEqualTo(2);
            assertThat(third).isNotDone();
            second.close();
            third.join().close();
        }
    }

    @Test
    void aFailingListenerFailsItsOwnRequestOnly() throws Exception {
        try (LocalEngine engine = engine(MODEL, 1, 2, Admission.BARRIER);
                Conversation broken = engine.converse();
                Conversation sound = engine.converse()) {
            var reply = CompletableFuture.supplyAsync(() -> sound.generate(prompt(1, 3), greedy(9)));
            assertThatThrownBy(() -> broken.generate(prompt(2, 3), greedy(9), _ -> {
                        throw new IllegalArgumentException("no ears");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no ears");
            Replies.checkLogProbs(MODEL, prompt(1, 3), reply.get());
        }
    }

    @Test
    void anInterruptedCallerLeavesTheBatch() throws Exception {
        try (LocalEngine engine = engine(MODEL, 1, 2, Admission.BARRIER);
                Conversation silent = engine.converse();
                Conversation patient = engine.converse()) {
            CompletableFuture<String> message = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    patient.generate(prompt(1, 3), greedy(3));
                } catch (IllegalStateException interrupted) {
                    message.complete(
                            interrupted.getMessage() + Thread.currentThread().isInterrupted());
                }
            });
            thread.interrupt();
            assertThat(message.get()).isEqualTo("interrupted while waiting for a reply" + true);
            var reply = CompletableFuture.supplyAsync(() -> silent.generate(prompt(1, 3), greedy(3)));
            assertThat(patient.generate(prompt(1, 3), greedy(3)).span().length())
                    .isEqualTo(3);
            assertThat(reply.get().span().length()).isEqualTo(3);
        }
    }

    @Test
    void aFailureOfTheModelReachesEveryCaller() {
        Map<String, Tensor> incomplete = new HashMap<>(MODEL.parameters());
        incomplete.remove("model.norm.weight");
        try (LocalEngine engine = new LocalEngine(
                        MODEL.config(), incomplete, new EngineOptions(1, 1, 1, 8, Admission.IMMEDIATE));
                Conversation conversation = engine.converse()) {
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(() -> conversation.generate(prompt(1, 3), greedy(3)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasRootCauseMessage("no parameter 'model.norm.weight'");
            }
        }
    }

    @Test
    void weightsThatAreNotNumbersAreAFailure() {
        try (TinyModel model = TinyModel.of(TinyModel.Family.LLAMA, 1)) {
            model.parameters().get("model.norm.weight").fill_(Double.NaN);
            try (LocalEngine engine = engine(model, 1, 1, Admission.IMMEDIATE);
                    Conversation conversation = engine.converse()) {
                assertThatThrownBy(() -> conversation.generate(prompt(1, 3), Replies.sampled(3, 1)))
                        .hasRootCauseMessage("the model's log-probabilities are not numbers");
            }
        }
    }
}
