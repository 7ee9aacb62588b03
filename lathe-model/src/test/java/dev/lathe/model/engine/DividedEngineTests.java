package dev.lathe.model.engine;

import static dev.lathe.model.engine.Replies.greedy;
import static dev.lathe.model.engine.Replies.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Adapter;
import dev.lathe.model.TinyModel;
import dev.lathe.model.TinyModel.Family;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.InferenceEngine.InFlight;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.PeerException;
import dev.lathe.tensor.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write what one writes, and whoever asks them is told when one is lost. */
class DividedEngineTests {
    static final EngineOptions OPTIONS = new EngineOptions(1, 1, 4, Replies.CAPACITY, Admission.IMMEDIATE)
            .withBatch(8, 40)
            .withCacheTokens(2L * Replies.CAPACITY);

    private static final List<Family> FAMILIES = List.of(Family.LLAMA, Family.QWEN2, Family.QWEN3_MOE, Family.GEMMA3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private @Nullable Process other;

    @AfterEach
    void endTheOther() throws InterruptedException {
        Objects.requireNonNull(other).destroyForcibly().waitFor();
    }

    private ProcessGroup join(Duration patience, List<Family> families) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TensorProgram.class.getName(),
                folder.toString(),
                Long.toString(patience.toSeconds())));
        families.forEach(family -> command.add(family.name()));
        other = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        return ProcessGroup.join(folder, 0, 2, Duration.ofMinutes(2));
    }

    private static LocalEngine engine(TinyModel model, TensorTeam team) {
        return new LocalEngine(model.config(), model.parameters(), OPTIONS, DividedRunner.factory(team));
    }

    @Test
    void writesWhatOneProcessWrites() throws Exception {
        try (ProcessGroup all = join(PATIENCE, FAMILIES);
                TensorTeam team = TensorTeam.of(all, PATIENCE)) {
            for (Family family : FAMILIES) {
                try (TinyModel model = TinyModel.of(family, 1);
                        TinyModel newer = TinyModel.of(family, 2);
                        LocalEngine alone = new LocalEngine(model.config(), model.parameters(), OPTIONS);
                        LocalEngine together = engine(model, team)) {
                    assertAgree(together, alone);
                    together.update(PolicyVersion.INITIAL.next(), newer.parameters(), InFlight.CONTINUE);
                    alone.update(PolicyVersion.INITIAL.next(), newer.parameters(), InFlight.CONTINUE);
                    together.sleep();
                    together.wake();
                    assertAgree(together, alone);
                }
            }
        }
        assertThat(Objects.requireNonNull(other).waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }

    private static void assertAgree(LocalEngine together, LocalEngine alone) {
        List<GenerationRequest> asked = IntStream.range(0, 4)
                .mapToObj(i ->
                        GenerationRequest.of(prompt(i, 30 + 20 * i), greedy(20)).withPromptLogProbs(i == 3))
                .toList();
        assertAgree(together, alone, asked);
        GenerationRequest text = GenerationRequest.embedding(prompt(9, 70));
        assertThat(together.submit(text).await().embedding())
                .containsExactly(alone.submit(text).await().embedding(), within(1e-4f));
    }

    private static void assertAgree(LocalEngine together, LocalEngine alone, List<GenerationRequest> asked) {
        List<Generation> replies = asked.stream().map(together::submit).toList();
        for (int i = 0; i < asked.size(); i++) {
            Completion expected = alone.submit(asked.get(i)).await();
            Completion reply = replies.get(i).await();
            assertThat(reply.span().tokens()).containsExactly(expected.span().tokens());
            assertThat(reply.span().logProbs()).containsExactly(expected.span().logProbs(), within(1e-4f));
            assertThat(reply.promptLogProbs()).containsExactly(expected.promptLogProbs(), within(1e-4f));
        }
    }

    static Adapter adapter() {
        return TinyModel.adapter("mine", 7);
    }

    @Test
    void attachesAdaptersAsOneProcessDoes() throws Exception {
        try (ProcessGroup all = join(PATIENCE, List.of(Family.LLAMA));
                TensorTeam team = TensorTeam.of(all, PATIENCE);
                TinyModel model = TinyModel.of(Family.LLAMA, 1);
                Adapter adapter = adapter();
                LocalEngine alone = new LocalEngine(model.config(), model.parameters(), OPTIONS);
                LocalEngine together = engine(model, team)) {
            alone.adapters(List.of(adapter));
            together.adapters(List.of(adapter));
            GenerationRequest plain = GenerationRequest.of(prompt(1, 40), greedy(20));
            assertAgree(together, alone, List.of(plain.withAdapter("mine"), plain, plain.withAdapter("mine")));
        }
    }

    @Test
    void computesInTheTypeOfItsWeights() throws Exception {
        try (ProcessGroup all = join(PATIENCE, List.of(Family.LLAMA));
                TensorTeam team = TensorTeam.of(all, PATIENCE);
                TinyModel model = TinyModel.of(Family.LLAMA, 1);
                TinyModel rounded = model.to(DType.BFLOAT16);
                LocalEngine alone = new LocalEngine(model.config(), rounded.parameters(), OPTIONS);
                LocalEngine together = engine(rounded, team)) {
            GenerationRequest asked =
                    GenerationRequest.of(prompt(1, 100), greedy(1)).withPromptLogProbs(true);
            // each process rounds its part of a sum to eight bits
            assertThat(together.submit(asked).await().promptLogProbs())
                    .containsExactly(alone.submit(asked).await().promptLogProbs(), within(0.15f));
        }
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLostProcessEndsRequestsWithAReason() throws Exception {
        try (ProcessGroup all = join(PATIENCE, List.of(Family.LLAMA));
                TensorTeam team = TensorTeam.of(all, PATIENCE);
                TinyModel model = TinyModel.of(Family.LLAMA, 1);
                LocalEngine engine = engine(model, team)) {
            Generation reply = engine.submit(GenerationRequest.of(prompt(1, 10), greedy(Replies.CAPACITY)));
            assertThat(reply.next()).isNotNull();
            Objects.requireNonNull(other).destroyForcibly().waitFor();
            long lost = System.nanoTime();
            assertLost(reply);
            assertLost(engine.submit(GenerationRequest.of(prompt(1, 10), greedy(5))));
            assertThat(Duration.ofNanos(System.nanoTime() - lost)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aProcessThatHangsIsLostWhenPatienceEnds() throws Exception {
        Duration patience = Duration.ofSeconds(2);
        try (ProcessGroup all = join(patience, List.of(Family.LLAMA));
                TensorTeam team = TensorTeam.of(all, patience);
                TinyModel model = TinyModel.of(Family.LLAMA, 1);
                LocalEngine engine = engine(model, team)) {
            engine.load();
            long process = Objects.requireNonNull(other).pid();
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(process))
                            .start()
                            .waitFor())
                    .isZero();
            assertLost(engine.submit(GenerationRequest.of(prompt(1, 10), greedy(5))));
        }
    }

    private static void assertLost(Generation reply) {
        assertThatThrownBy(reply::await)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(PeerException.class)
                .hasMessageContaining("process 0 of 2 lost another one")
                .hasMessageNotContaining(".cc:");
    }
}
