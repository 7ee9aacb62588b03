package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.sampling.Sampling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Is an engine over a {@link FakeRunner}, whose passes the test lets go one by one or all at once. */
final class FakeEngine implements AutoCloseable {
    static final int CAPACITY = 64;

    private static final DecoderConfig CONFIG = new DecoderConfig(
            FakeRunner.VOCABULARY,
            2,
            2,
            1,
            1,
            1,
            2,
            1e-5,
            10_000,
            false,
            true,
            false,
            false,
            CAPACITY,
            OptionalInt.empty(),
            List.of(0),
            OptionalInt.empty());

    private final Semaphore steps;
    private final LocalEngine engine;
    private @Nullable FakeRunner runner;

    private FakeEngine(int permits, int cacheTokens, int running) {
        steps = new Semaphore(permits);
        EngineOptions options = new EngineOptions(1, 1, 4, CAPACITY, Admission.IMMEDIATE)
                .withCacheTokens(cacheTokens)
                .withBatch(running, 40);
        engine = new LocalEngine(CONFIG, Map.of(), options, (_, _, tokens) -> {
            runner = new FakeRunner((int) tokens / FakeRunner.BLOCK_SIZE, steps);
            return runner;
        });
    }

    /** Starts an engine that waits to be let go. */
    static FakeEngine waiting() {
        return new FakeEngine(0, 4 * CAPACITY, 8);
    }

    /** Starts an engine that runs freely with a cache of some tokens. */
    static FakeEngine running(int cacheTokens) {
        return new FakeEngine(Integer.MAX_VALUE / 2, cacheTokens, 8);
    }

    LocalEngine engine() {
        return engine;
    }

    FakeRunner runner() {
        return Objects.requireNonNull(runner);
    }

    void let(int passes) {
        steps.release(passes);
    }

    void letGo() {
        steps.release(Integer.MAX_VALUE / 2);
    }

    Generation ask(int[] prompt, int length) {
        return engine.submit(GenerationRequest.of(prompt, Sampling.greedy(length)));
    }

    /** Lets passes go until a reply has so many tokens more. */
    void write(Generation reply, int tokens) {
        for (int i = 0; i < tokens; i++) {
            let(1);
            Objects.requireNonNull(reply.next());
        }
    }

    /** Returns when the thread waits, which is for this engine. */
    static Thread startAndAwaitItsWaiting(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    /** Returns when the runner has begun so many passes. */
    void awaitPasses(int count) {
        while (runner().passes().size() < count) {
            Thread.onSpinWait();
        }
    }

    PolicyVersion nextVersion() {
        return engine.version().next();
    }

    @Override
    public void close() {
        letGo();
        engine.close();
    }
}
