package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Serves a model of this process. Conversations go to the shards in turn; a shard's batches, and so its results, do not depend on the
 * others.
 */
public final class LocalEngine implements InferenceEngine {
    private final EngineOptions options;
    private final List<Shard> shards;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private long opened;
    private int open;
    private boolean closed;
    private volatile PolicyVersion version = PolicyVersion.INITIAL;

    /**
     * Starts an engine over parameters under their Hugging Face names, which it reads again at each {@link #update} and never writes
     * or closes.
     */
    public LocalEngine(DecoderConfig config, Map<String, Tensor> parameters, EngineOptions options) {
        this.options = options;
        shards = IntStream.range(0, options.shards())
                .mapToObj(index -> new Shard(config, parameters, options, index, this::leave))
                .toList();
    }

    @Override
    public Conversation converse() {
        lock.lock();
        try {
            while (!closed && open == options.conversations()) {
                left.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            return open();
        } finally {
            lock.unlock();
        }
    }

    private Lane open() {
        if (open == 0) {
            // numbering starts again, so that batches depend on no conversation before these
            opened = 0;
        }
        open++;
        long order = opened++;
        for (int i = 0; i < shards.size(); i++) {
            Lane lane = shards.get((int) ((order + i) % shards.size())).tryOpen(order);
            if (lane != null) {
                return lane;
            }
        }
        throw new IllegalStateException("no slot is free although a conversation was admitted");
    }

    private void leave() {
        lock.lock();
        try {
            open--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Generation submit(GenerationRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(PolicyVersion newVersion, Map<String, Tensor> parameters, InFlight inFlight) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sleep() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void wake() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EngineStats stats() {
        return EngineStats.NONE;
    }

    @Override
    public int capacity() {
        return options.capacity();
    }

    @Override
    public int conversations() {
        return options.conversations();
    }

    @Override
    public PolicyVersion version() {
        return version;
    }

    @Override
    public void update(PolicyVersion newVersion) {
        shards.forEach(shard -> shard.update(newVersion));
        version = newVersion;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            left.signalAll();
        } finally {
            lock.unlock();
        }
        shards.forEach(Shard::close);
    }
}
