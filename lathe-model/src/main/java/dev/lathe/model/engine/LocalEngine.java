package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Serves a model of this process. Conversations go to the shards in turn; a shard's batches, and so its results, do not depend on the
 * others.
 */
public final class LocalEngine implements InferenceEngine {
    private final EngineOptions options;
    private final List<Shard> shards = new ArrayList<>();
    private final Semaphore free;
    private long opened;
    private int open;
    private volatile PolicyVersion version = PolicyVersion.INITIAL;

    /**
     * Starts an engine over parameters under their Hugging Face names, which it reads again at each {@link #update} and never writes
     * or closes.
     */
    public LocalEngine(DecoderConfig config, Map<String, Tensor> parameters, EngineOptions options) {
        this.options = options;
        free = new Semaphore(options.conversations());
        for (int index = 0; index < options.shards(); index++) {
            int slots = (options.conversations() + options.shards() - 1 - index) / options.shards();
            shards.add(new Shard(config, parameters, version, options, slots, index));
        }
    }

    @Override
    public Conversation converse() {
        free.acquireUninterruptibly();
        synchronized (this) {
            if (open == 0) {
                // numbering starts again, so that batches depend on no conversation before these
                opened = 0;
            }
            open++;
            long order = opened++;
            for (int i = 0; i < shards.size(); i++) {
                Lane lane = shards.get((int) ((order + i) % shards.size())).tryOpen(order, this::closed);
                if (lane != null) {
                    return lane;
                }
            }
        }
        throw new IllegalStateException("no slot is free although a conversation was admitted");
    }

    private void closed() {
        synchronized (this) {
            open--;
        }
        free.release();
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
        shards.forEach(Shard::close);
    }
}
