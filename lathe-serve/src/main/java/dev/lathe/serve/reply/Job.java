package dev.lathe.serve.reply;

import dev.lathe.model.engine.Completion;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.serve.http.ApiError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Is the work for one request: its replies, all of which end when its time is over or its client is gone. */
public final class Job implements AutoCloseable {
    private final ServedModel model;
    private final Runnable leave;
    private final Future<?> clock;
    private final List<Generation> generations = new ArrayList<>();
    private boolean aborted;
    private boolean late;

    Job(ServedModel model, Runnable leave, Function<Job, Future<?>> clock) {
        this.model = model;
        this.leave = leave;
        this.clock = clock.apply(this);
    }

    /** Begins a reply. */
    public Reply begin(GenerationRequest request, ReplyForm form) {
        return new Reply(submit(request), model.tokenizer(), request.sampling().stopTokens(), form);
    }

    private synchronized Generation submit(GenerationRequest request) {
        Generation generation = model.engine().submit(request);
        generations.add(generation);
        if (aborted) {
            generation.abort();
        }
        return generation;
    }

    /**
     * Returns a text's embedding, and blocks until it is there.
     *
     * @throws ApiError if the time was over
     * @throws IOException if the client is gone
     */
    public float[] embed(GenerationRequest request) throws IOException {
        Completion made = await(submit(request));
        if (made.finish() == Completion.FinishReason.ABORTED) {
            check();
            throw new IOException("the client is gone");
        }
        return made.embedding();
    }

    private static Completion await(Generation generation) {
        try {
            return generation.await();
        } catch (IllegalStateException failure) {
            throw EngineFailures.translated(failure);
        }
    }

    /** Ends all replies as they are. */
    public synchronized void abort() {
        aborted = true;
        generations.forEach(Generation::abort);
    }

    synchronized void timeOut() {
        late = true;
        abort();
    }

    /**
     * Makes sure that the replies ended by themselves.
     *
     * @throws ApiError if their time was over
     */
    public synchronized void check() {
        if (late) {
            throw ApiError.of(
                    ApiError.Kind.TIMED_OUT, null, "timeout", "The reply took longer than this server allows.");
        }
    }

    @Override
    public void close() {
        clock.cancel(false);
        abort();
        leave.run();
    }
}
