package dev.lathe.model.engine;

import dev.lathe.core.PolicyVersion;
import dev.lathe.core.UserError;
import dev.lathe.model.Adapter;
import dev.lathe.model.DecoderConfig;
import dev.lathe.tensor.Tensor;
import dev.lathe.tensor.Torch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Serves a model of this process. Conversations go to the shards in turn, other requests to the shard that has the fewest; a shard's
 * batches, and so its results, do not depend on the others.
 */
public final class LocalEngine implements InferenceEngine {
    private final EngineOptions options;
    private final int vocabulary;
    private final List<Shard> shards;
    private final Seating seating;
    private volatile Map<String, Tensor> parameters;
    private volatile PolicyVersion version = PolicyVersion.INITIAL;
    private volatile Set<String> adapterNames = Set.of();

    /**
     * Starts an engine that computes by libtorch, over parameters under their Hugging Face names, which it reads again at each
     * {@link #update} and never writes or closes.
     */
    public LocalEngine(DecoderConfig config, Map<String, Tensor> parameters, EngineOptions options) {
        this(config, parameters, options, TorchRunner::new);
    }

    /** Starts an engine whose shards compute by the runners that are made for them. */
    public LocalEngine(
            DecoderConfig config, Map<String, Tensor> parameters, EngineOptions options, RunnerFactory runners) {
        this.options = options;
        vocabulary = config.vocabSize();
        this.parameters = parameters;
        shards = IntStream.range(0, options.shards())
                .mapToObj(index -> new Shard(config, parameters, options, runners, index))
                .toList();
        seating = new Seating(shards, options.conversations());
    }

    @Override
    public Generation submit(GenerationRequest request) {
        String adapter = request.adapter();
        if (adapter != null && !adapterNames.contains(adapter)) {
            throw new IllegalArgumentException("no adapter '%s'; there are %s".formatted(adapter, adapterNames));
        }
        Shard shard = shards.stream().min(Comparator.comparingInt(Shard::load)).orElseThrow();
        return shard.submit(request, 0, ServingLoop::submit);
    }

    @Override
    public Conversation converse() {
        return seating.take();
    }

    @Override
    public int conversations() {
        return options.conversations();
    }

    @Override
    public int capacity() {
        return options.capacity();
    }

    @Override
    public int vocabulary() {
        return vocabulary;
    }

    @Override
    public PolicyVersion version() {
        return version;
    }

    @Override
    public void update(PolicyVersion newVersion) {
        update(newVersion, parameters, InFlight.CONTINUE);
    }

    @Override
    public void update(PolicyVersion newVersion, Map<String, Tensor> newParameters, InFlight inFlight) {
        everywhere(loop -> loop.update(newVersion, newParameters, inFlight));
        parameters = newParameters;
        version = newVersion;
    }

    @Override
    public void update(PolicyVersion newVersion, Set<String> changed) {
        everywhere(loop -> loop.update(newVersion, changed));
        version = newVersion;
    }

    @Override
    public void load() {
        everywhere(ServingLoop::load);
        Torch.trim();
    }

    @Override
    public void adapters(List<Adapter> adapters) {
        everywhere(loop -> loop.adapters(adapters));
        adapterNames = adapters.stream().map(Adapter::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void sleep() {
        everywhere(ServingLoop::sleep);
        Torch.trim();
    }

    @Override
    public void wake() {
        everywhere(ServingLoop::wake);
    }

    @Override
    public EngineStats stats() {
        return ask(ServingLoop::stats).stream().reduce(EngineStats.NONE, EngineStats::plus);
    }

    private void everywhere(Consumer<ServingLoop> order) {
        ask(loop -> {
            order.accept(loop);
            return true;
        });
    }

    private <T> List<T> ask(Function<ServingLoop, T> question) {
        List<CompletableFuture<T>> answers =
                shards.stream().map(shard -> shard.ask(question)).toList();
        return answers.stream().map(LocalEngine::answer).toList();
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UserError mistake) {
                throw mistake;
            }
            throw new IllegalStateException("the engine does not serve: " + failure.getCause(), failure.getCause());
        }
    }

    @Override
    public void close() {
        seating.close();
        shards.forEach(Shard::close);
    }
}
