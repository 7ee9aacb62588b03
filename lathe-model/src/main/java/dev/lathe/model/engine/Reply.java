package dev.lathe.model.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Carries a reply from the thread that serves to those that read it. */
final class Reply implements Generation {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Queue<GeneratedToken> unread = new ArrayDeque<>();
    private final Runnable onAbort;
    private final Runnable onEnd;
    private float[] promptLogProbs = {};
    private @Nullable Completion completion;
    private @Nullable Throwable failure;

    /**
     * Makes a reply without tokens.
     *
     * @param onAbort is run when nobody wants more
     * @param onEnd is run once, when the reply has ended
     */
    Reply(Runnable onAbort, Runnable onEnd) {
        this.onAbort = onAbort;
        this.onEnd = onEnd;
    }

    /** Takes the log-probabilities of the prompt, all of them. */
    void score(float[] logProbs) {
        lock.lock();
        try {
            promptLogProbs = logProbs;
        } finally {
            lock.unlock();
        }
    }

    void add(GeneratedToken token) {
        lock.lock();
        try {
            unread.add(token);
            grown.signal();
        } finally {
            lock.unlock();
        }
    }

    void complete(Completion whole) {
        lock.lock();
        try {
            completion = whole;
            end();
        } finally {
            lock.unlock();
        }
    }

    void fail(Throwable reason) {
        lock.lock();
        try {
            failure = reason;
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        onEnd.run();
        grown.signalAll();
        ended.signalAll();
    }

    @Override
    public @Nullable GeneratedToken next() {
        lock.lock();
        try {
            while (unread.isEmpty() && !isOver()) {
                grown.await();
            }
            if (unread.isEmpty() && completion == null) {
                throw failed();
            }
            return unread.poll();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Completion await() {
        lock.lock();
        try {
            while (!isOver()) {
                ended.await();
            }
            if (completion == null) {
                throw failed();
            }
            return completion;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public float[] promptLogProbs() {
        lock.lock();
        try {
            return promptLogProbs;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abort() {
        lock.lock();
        try {
            if (isOver()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        onAbort.run();
    }

    private boolean isOver() {
        return completion != null || failure != null;
    }

    private IllegalStateException failed() {
        return new IllegalStateException("the request failed: " + failure, failure);
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a reply", cause);
    }
}
