package dev.lathe.model.cpu;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one program on a few threads, of which the caller is one. A program is stages of tasks. A stage begins when the last task of the
 * one before is done, not when every thread has come: whom the system holds up takes no tasks and skips what the others have done, so
 * that busy neighbours cost little more than the time they take. A task writes what no other task of its stage reads or writes: who does
 * it changes nothing. Between stages a program only reads what nobody writes.
 */
final class Crew implements AutoCloseable {
    /** Counters lie this far apart, each on a cache line of its own. */
    private static final int LINE = 16;

    /** The stage, and in the lower bits the next task of it. */
    private static final int NEXT = LINE;

    private static final int DONE = 2 * LINE;
    private static final int TASK_BITS = 24;

    /** About 50 microseconds: more than most waits on a quiet machine, less than the system's slice of time on a busy one. */
    private static final int SPINS = 1500;

    /** How many times a thread comes back for more tasks, at least. */
    private static final int TURNS = 32;

    private record Program(Consumer<Member> work, long firstStage) {}

    private final int size;
    private final AtomicLongArray counters = new AtomicLongArray(3 * LINE);
    private final AtomicReferenceArray<@Nullable Thread> parked;
    private final Member caller = new Member(0);
    private volatile @Nullable Program program;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    Crew(int size) {
        this.size = size;
        parked = new AtomicReferenceArray<>(size);
        for (int number = 1; number < size; number++) {
            Member member = new Member(number);
            Thread.ofPlatform().daemon().name("lathe-crew-" + number).start(() -> serve(member));
        }
    }

    /**
     * Runs a program on all threads, and returns when every task is done.
     *
     * @throws IllegalStateException if a thread failed; the crew is of no more use then
     */
    void run(Consumer<Member> work) {
        Program next = new Program(work, stage());
        program = next;
        wake();
        try {
            caller.run(next);
        } catch (RuntimeException | Error failed) {
            fail(failed);
            throw failed;
        }
    }

    private void serve(Member member) {
        long last = -1;
        try {
            while (!closed) {
                Program next = program;
                if (next != null && next.firstStage != last) {
                    member.run(next);
                    last = next.firstStage;
                } else {
                    long seen = last;
                    member.await(() -> isNewest(seen) && !closed);
                }
            }
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
    }

    /** Tells programs apart by where they begin: each has a stage at least. */
    private boolean isNewest(long firstStage) {
        Program newest = program;
        return newest == null || newest.firstStage == firstStage;
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        wake();
    }

    private void wake() {
        for (int number = 0; number < size; number++) {
            Thread waiting = parked.get(number);
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
    }

    private long stage() {
        return counters.get(NEXT) >> TASK_BITS;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    private interface Condition {
        boolean holds();
    }

    /** Is one thread's place in the crew. */
    final class Member {
        private final int number;
        private long stage;

        private Member(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        private void run(Program program) {
            stage = program.firstStage;
            program.work.accept(this);
        }

        /** Does a stage: this thread's part of the tasks, and waits until all are done. */
        void share(int tasks, IntConsumer task) {
            int turn = Math.max(1, tasks / (size * TURNS));
            long own = stage++;
            long seen = counters.get(NEXT);
            while (seen >> TASK_BITS == own) {
                int first = (int) (seen - (own << TASK_BITS));
                if (tasks == 0) {
                    counters.compareAndSet(NEXT, seen, stage << TASK_BITS);
                } else if (first >= tasks) {
                    await(() -> stage() == own);
                } else if (counters.compareAndSet(NEXT, seen, seen + turn)) {
                    int end = Math.min(first + turn, tasks);
                    for (int i = first; i < end; i++) {
                        task.accept(i);
                    }
                    finish(end - first, tasks);
                }
                seen = counters.get(NEXT);
            }
        }

        private void finish(int count, int tasks) {
            if (counters.addAndGet(DONE, count) == tasks) {
                counters.set(DONE, 0);
                counters.set(NEXT, stage << TASK_BITS);
                wake();
            }
        }

        private void await(Condition condition) {
            for (int spin = 0; spin < SPINS && condition.holds(); spin++) {
                Thread.onSpinWait();
            }
            if (condition.holds()) {
                parked.set(number, Thread.currentThread());
                while (condition.holds() && failure == null) {
                    LockSupport.park(Crew.this);
                }
                parked.set(number, null);
            }
            if (failure != null) {
                throw new IllegalStateException("a thread of the crew failed: " + failure, failure);
            }
        }
    }
}
