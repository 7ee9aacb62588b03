package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Is where conversations hand their requests to the thread that serves them. */
final class Desk {
    /**
     * Counts changes of weights, so that weights changed under the same version are noticed too.
     *
     * @param version the version to put on tokens
     * @param number how many changes there were
     */
    record Update(PolicyVersion version, long number) {}

    private final InferenceEngine.Admission admission;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Request> pending = new ArrayList<>();
    private final @Nullable Lane[] lanes;
    private Update update;
    private boolean closed;
    private @Nullable Throwable end;

    Desk(InferenceEngine.Admission admission, int slots, PolicyVersion version) {
        this.admission = admission;
        lanes = new Lane[slots];
        update = new Update(version, 0);
    }

    /** Takes a free slot, or returns null if there is none. */
    @Nullable
    Lane tryOpen(Shard shard, long order) {
        lock.lock();
        try {
            int slot = Arrays.asList(lanes).indexOf(null);
            if (slot < 0) {
                return null;
            }
            Lane lane = new Lane(shard, order, slot);
            lanes[slot] = lane;
            return lane;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a slot back, and returns false if that was done before. */
    boolean leave(Lane lane) {
        lock.lock();
        try {
            if (lanes[lane.slot()] != lane) {
                return false;
            }
            lanes[lane.slot()] = null;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void submit(Request request) {
        lock.lock();
        try {
            if (end != null) {
                request.answer().completeExceptionally(end);
                return;
            }
            pending.add(request);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a request whose answer nobody waits for any more. */
    void withdraw(Request request) {
        lock.lock();
        try {
            pending.remove(request);
            request.answer().cancel(false);
        } finally {
            lock.unlock();
        }
    }

    void update(PolicyVersion version) {
        lock.lock();
        try {
            update = new Update(version, update.number + 1);
            Arrays.stream(lanes).filter(Objects::nonNull).forEach(Lane::forget);
        } finally {
            lock.unlock();
        }
    }

    Update update() {
        lock.lock();
        try {
            return update;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until there is something to do, and returns false when the desk is closed. */
    boolean awaitWork(Collection<Request> active) {
        lock.lock();
        try {
            while (!closed && active.isEmpty() && !admits(active)) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the requests that join now, in the order in which their conversations were opened. */
    List<Request> admit(Collection<Request> active) {
        lock.lock();
        try {
            if (!admits(active)) {
                return List.of();
            }
            List<Request> admitted = new ArrayList<>(pending);
            pending.clear();
            admitted.sort(Comparator.comparingLong(request -> request.lane().order()));
            return admitted;
        } finally {
            lock.unlock();
        }
    }

    private boolean admits(Collection<Request> active) {
        return switch (admission) {
            case IMMEDIATE -> !pending.isEmpty();
            case BARRIER -> active.isEmpty() && !pending.isEmpty() && pending.size() == open();
        };
    }

    private long open() {
        return Arrays.stream(lanes).filter(Objects::nonNull).count();
    }

    /** Refuses every request from now on, those that wait and those that are served included. */
    void refuse(Throwable reason, Collection<Request> active) {
        lock.lock();
        try {
            end = reason;
            active.forEach(request -> request.answer().completeExceptionally(reason));
            pending.forEach(request -> request.answer().completeExceptionally(reason));
            pending.clear();
        } finally {
            lock.unlock();
        }
    }
}
