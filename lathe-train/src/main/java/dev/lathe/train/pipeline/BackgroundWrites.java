package dev.lathe.train.pipeline;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Does one piece of work at a time behind its caller's back. What goes wrong there is thrown when the caller next asks. */
final class BackgroundWrites implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("checkpoints").daemon(true).factory());
    private @Nullable Future<?> pending;

    /** Starts work once the work before is done. */
    void begin(Runnable work) {
        await();
        pending = thread.submit(work);
    }

    /** Throws what has gone wrong so far; does not wait. */
    void check() {
        if (pending != null && pending.isDone()) {
            await();
        }
    }

    /** Waits until all is done, and throws what has gone wrong. */
    void await() {
        Future<?> work = pending;
        pending = null;
        if (work == null) {
            return;
        }
        try {
            work.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new CompletionException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a checkpoint was written", interrupted);
        }
    }

    @Override
    public void close() {
        try {
            await();
        } finally {
            thread.close();
        }
    }
}
