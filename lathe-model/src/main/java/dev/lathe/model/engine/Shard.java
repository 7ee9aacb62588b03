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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves a share of the conversations on one thread, with a cache of its own. */
final class Shard implements AutoCloseable {
    private final DecoderConfig config;
    private final Map<String, Tensor> parameters;
    private final KeyValueCache cache;
    private final Runner runner;
    private final Desk desk;
    private final Runnable onLeave;
    private final Thread thread;

    Shard(DecoderConfig config, Map<String, Tensor> parameters, EngineOptions options, int index, Runnable onLeave) {
        this.config = config;
        this.parameters = parameters;
        this.onLeave = onLeave;
        int slots = (options.conversations() + options.shards() - 1 - index) / options.shards();
        cache = new KeyValueCache(config, slots, options.capacity());
        runner = new Runner(new Decoder(config), cache);
        desk = new Desk(options.admission(), slots, PolicyVersion.INITIAL);
        thread = Thread.ofPlatform().name("engine-" + index).daemon(true).unstarted(() -> serve(options));
        thread.start();
    }

    int capacity() {
        return cache.capacity();
    }

    /** Takes a free slot, or returns null if there is none. */
    @Nullable
    Lane tryOpen(long order) {
        return desk.tryOpen(this, order);
    }

    void leave(Lane lane) {
        if (desk.leave(lane)) {
            onLeave.run();
        }
    }

    void submit(Request request) {
        desk.submit(request);
    }

    void withdraw(Request request) {
        desk.withdraw(request);
    }

    void update(PolicyVersion version) {
        desk.update(version);
    }

    private void serve(EngineOptions options) {
        List<Request> active = new ArrayList<>();
        Throwable end = new IllegalStateException("the engine is closed");
        try {
            Torch.threads(options.threadsPerShard());
            Autograd.noGrad(() -> {
                boolean open = desk.awaitWork(active);
                while (open) {
                    open = serve(desk.update(), active);
                }
            });
        } catch (RuntimeException | Error failure) {
            end = failure;
        }
        desk.refuse(end, active);
    }

    /** Serves with one state of the weights until there is a newer one, and returns false when the shard is closed. */
    private boolean serve(Desk.Update current, List<Request> active) {
        try (Scope joined = Scope.open()) {
            DecoderWeights weights = DecoderWeights.of(config, parameters);
            boolean open = true;
            while (open && desk.update().equals(current)) {
                step(weights, current.version(), active);
                open = desk.awaitWork(active);
            }
            return open;
        }
    }

    private void step(DecoderWeights weights, PolicyVersion version, List<Request> active) {
        List<Request> joining = desk.admit(active);
        if (!joining.isEmpty()) {
            active.addAll(joining);
            runner.prefill(weights, version, joining);
        } else if (!active.isEmpty()) {
            runner.decode(weights, version, active);
        }
        active.removeIf(Request::done);
    }

    @Override
    public void close() {
        desk.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                // the thread still reads the cache: it has to end first
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        cache.close();
    }
}
