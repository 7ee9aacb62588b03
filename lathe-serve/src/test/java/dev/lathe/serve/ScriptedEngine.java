package dev.lathe.serve;

import dev.lathe.core.PolicyVersion;
import dev.lathe.model.Adapter;
import dev.lathe.model.engine.Conversation;
import dev.lathe.model.engine.EngineStats;
import dev.lathe.model.engine.Generation;
import dev.lathe.model.engine.GenerationRequest;
import dev.lathe.model.engine.InferenceEngine;
import dev.lathe.model.tokenizer.Tokenizer;
import dev.lathe.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Writes what a function of the prompt says, a token at a time. */
final class ScriptedEngine implements InferenceEngine {
    private final Tokenizer tokenizer;
    private final Function<String, String> script;
    private final Duration pace;
    private final int capacity;
    private volatile boolean failed;
    private volatile int vocabulary;
    private final List<GenerationRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Generation> open = ConcurrentHashMap.newKeySet();

    /**
     * Makes an engine.
     *
     * @param script the reply to a prompt
     * @param pace how long a token takes
     */
    ScriptedEngine(Tokenizer tokenizer, Function<String, String> script, Duration pace, int capacity) {
        this.tokenizer = tokenizer;
        this.script = script;
        this.pace = pace;
        this.capacity = capacity;
        vocabulary = tokenizer.vocabSize();
    }

    @Override
    public Generation submit(GenerationRequest request) {
        requests.add(request);
        int[] reply = tokenizer.encode(script.apply(tokenizer.decode(request.prompt(), false)));
        var generation = new ScriptedGeneration(request, reply, pace, open::remove);
        open.add(generation);
        return generation;
    }

    /** Returns every request that came. */
    List<GenerationRequest> requests() {
        return requests;
    }

    /** Forgets the requests that came, which take memory. */
    void forgetRequests() {
        requests.clear();
    }

    /** Returns how many replies have neither ended nor been aborted. */
    int open() {
        return open.size();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int vocabulary() {
        return vocabulary;
    }

    /** Lets the model know only the first of the tokenizer's tokens. */
    void know(int tokens) {
        vocabulary = tokens;
    }

    @Override
    public EngineStats stats() {
        if (failed) {
            throw new IllegalStateException("the engine does not serve");
        }
        return new EngineStats(open.size(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public int conversations() {
        return 1;
    }

    @Override
    public PolicyVersion version() {
        return PolicyVersion.INITIAL;
    }

    @Override
    public Conversation converse() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(PolicyVersion version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(PolicyVersion version, Map<String, Tensor> parameters, InFlight inFlight) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load() {}

    /** Lets the engine be one that has stopped. */
    void fail() {
        failed = true;
    }

    @Override
    public void adapters(List<Adapter> adapters) {
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
    public void close() {}
}
