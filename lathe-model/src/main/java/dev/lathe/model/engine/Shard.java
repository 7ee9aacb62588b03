package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Decoder;
import dev.lathe.model.DecoderConfig;
import dev.lathe.model.DecoderWeights;
import dev.lathe.model.KeyValueCache;
import dev.lathe.tensor.Autograd;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Serves a share of the conversations on one thread, with a cache of its own. */
final class Shard implements AutoCloseable {
    private final InferenceEngine.Admission admission;
    private final KeyValueCache cache;
    private final Runner runner;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Request> pending = new ArrayList<>();
    private final BitSet usedSlots = new BitSet();
    private boolean closed;
    private @Nullable Throwable failure;

    private final DecoderConfig config;
    private final Map<String, Tensor> parameters;
    private volatile PolicyVersion version;

    Shard(
            DecoderConfig config,
            Map<String, Tensor> parameters,
            PolicyVersion version,
            EngineOptions options,
            int slots,
            int index) {
        this.admission = options.admission();
        this.config = config;
        this.parameters = parameters;
        this.version = version;
        cache = new KeyValueCache(config, slots, options.capacity());
        runner = new Runner(new Decoder(config), cache);
        thread = Thread.ofPlatform().name("engine-" + index).daemon(true).unstarted(() -> serve(options));
        thread.start();
    }

    int capacity() {
        return cache.capacity();
    }

    /** Takes a free slot, or returns null if there is none. */
    @Nullable
    Lane tryOpen(long order, Runnable onClose) {
        lock.lock();
        try {
            int slot = usedSlots.nextClearBit(0);
            if (slot >= cache.slots()) {
                return null;
            }
            usedSlots.set(slot);
            return new Lane(this, order, slot, onClose);
        } finally {
            lock.unlock();
        }
    }

    void submit(Request request) {
        lock.lock();
        try {
            if (closed || failure != null) {
                request.answer()
                        .completeExceptionally(
                                failure != null ? failure : new IllegalStateException("the engine is closed"));
                return;
            }
            pending.add(request);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leave(Lane lane) {
        lock.lock();
        try {
            usedSlots.clear(lane.slot());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void update(PolicyVersion newVersion) {
        version = newVersion;
    }

    private void serve(EngineOptions options) {
        Torch.threads(options.threadsPerShard());
        List<Request> active = new ArrayList<>();
        try {
            Autograd.noGrad(() -> {
                boolean open = awaitWork(active);
                while (open) {
                    open = serveVersion(active, version);
                }
            });
        } catch (Throwable thrown) {
            fail(thrown, active);
        }
    }

    /** Serves with the weights of one version until there are newer ones, and returns false when the shard is closed. */
    private boolean serveVersion(List<Request> active, PolicyVersion current) {
        try (Scope joined = Scope.open()) {
            DecoderWeights weights = DecoderWeights.of(config, parameters);
            boolean open = true;
            while (open && version.equals(current)) {
                step(weights, current, active);
                open = awaitWork(active);
            }
            return open;
        }
    }

    private void step(DecoderWeights weights, PolicyVersion current, List<Request> active) {
        List<Request> joining = admit(active);
        if (!joining.isEmpty()) {
            active.addAll(joining);
            runner.prefill(weights, current, joining);
        } else {
            runner.decode(weights, current, active);
        }
        active.removeIf(Request::done);
    }

    /** Blocks until there is something to do, and returns false when the shard is closed. */
    private boolean awaitWork(List<Request> active) {
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

    private boolean admits(List<Request> active) {
        return switch (admission) {
            case IMMEDIATE -> !pending.isEmpty();
            case BARRIER -> active.isEmpty() && !pending.isEmpty() && pending.size() == usedSlots.cardinality();
        };
    }

    private List<Request> admit(List<Request> active) {
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

    private void fail(Throwable thrown, List<Request> active) {
        lock.lock();
        try {
            failure = thrown;
            active.forEach(request -> request.answer().completeExceptionally(thrown));
            pending.forEach(request -> request.answer().completeExceptionally(thrown));
            pending.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        fail(new IllegalStateException("the engine is closed"), List.of());
        cache.close();
    }
}
