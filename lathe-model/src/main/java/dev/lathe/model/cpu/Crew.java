package dev.lathe.model.cpu;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one program on a few threads, of which the caller is one. All go through the same stages; in each they take tasks from one
 * counter, so that a thread which the system holds up takes fewer, and nobody begins the next stage before the last task is done. A task
 * writes what no other task of its stage reads or writes: who does it changes nothing.
 */
final class Crew implements AutoCloseable {
    /** Counters lie this far apart, each on a cache line of its own. */
    private static final int LINE = 32;

    private static final int NEXT = LINE;
    private static final int ARRIVED = 2 * LINE;
    private static final int STAGE = 3 * LINE;

    /** About 50 microseconds: more than most waits on a quiet machine, less than the system's slice of time on a busy one. */
    private static final int SPINS = 1500;

    private static final int TURNS = 32;

    private final int size;
    private final AtomicIntegerArray counters = new AtomicIntegerArray(4 * LINE);
    private final AtomicReferenceArray<@Nullable Thread> parked;
    private final Thread[] threads;
    private volatile @Nullable Consumer<Member> program;
    private volatile @Nullable Throwable failure;

    Crew(int size) {
        this.size = size;
        parked = new AtomicReferenceArray<>(size);
        threads = new Thread[size - 1];
        for (int number = 1; number < size; number++) {
            Member member = new Member(number);
            threads[number - 1] =
                    Thread.ofPlatform().daemon().name("lathe-crew-" + number).start(() -> serve(member));
        }
    }

    int size() {
        return size;
    }

    /**
     * Runs a program, which ends with a stage, on all threads.
     *
     * @throws IllegalStateException if a thread failed; the crew is of no more use then
     */
    void run(Consumer<Member> work) {
        Member caller = new Member(0);
        program = work;
        try {
            caller.meet();
            work.accept(caller);
        } catch (RuntimeException | Error failed) {
            fail(failed);
            throw failed;
        }
    }

    private void serve(Member member) {
        try {
            while (true) {
                member.meet();
                Consumer<Member> work = program;
                if (work == null) {
                    return;
                }
                work.accept(member);
            }
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
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

    /** Ends the threads. */
    @Override
    public void close() {
        program = null;
        if (failure == null) {
            new Member(0).meet();
        }
    }

    /** Is one thread's place in the crew. */
    final class Member {
        private final int number;

        private Member(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        /** Does a stage: this thread's part of the tasks, and waits until all are done. */
        void share(int tasks, IntConsumer task) {
            int turn = Math.max(1, tasks / (size * TURNS));
            int first = counters.getAndAdd(NEXT, turn);
            while (first < tasks) {
                int end = Math.min(first + turn, tasks);
                for (int i = first; i < end; i++) {
                    task.accept(i);
                }
                first = counters.getAndAdd(NEXT, turn);
            }
            meet();
        }

        private void meet() {
            int stage = counters.get(STAGE);
            if (counters.incrementAndGet(ARRIVED) == size) {
                counters.set(ARRIVED, 0);
                counters.set(NEXT, 0);
                counters.set(STAGE, stage + 1);
                wake();
            } else {
                await(stage);
            }
        }

        private void await(int stage) {
            for (int spin = 0; spin < SPINS && counters.get(STAGE) == stage; spin++) {
                Thread.onSpinWait();
            }
            if (counters.get(STAGE) == stage) {
                parked.set(number, Thread.currentThread());
                while (counters.get(STAGE) == stage && failure == null) {
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
