package dev.lathe.model.engine;

import dev.lathe.core.Seeds;
import dev.lathe.model.TinyModel;
import dev.lathe.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Computes a model without weights whose cache holds tokens: the logits after a sequence follow from a hash of all its tokens, read from
 * its blocks. Whoever gives a sequence a wrong block gets other replies.
 */
class FakeRunner implements ModelRunner {
    static final int VOCABULARY = TinyModel.VOCABULARY;
    static final int BLOCK_SIZE = 4;

    private final int[][] cache;
    private final Semaphore steps;
    private final List<List<SequenceStep>> passes = new ArrayList<>();
    private boolean loaded;
    private boolean closed;

    /** Makes a runner that computes as many passes as there are permits. */
    FakeRunner(int blocks, Semaphore steps) {
        cache = new int[blocks][BLOCK_SIZE];
        this.steps = steps;
        forget();
    }

    static RunnerFactory factory() {
        return (_, _, tokens) -> new FakeRunner((int) tokens / BLOCK_SIZE, new Semaphore(Integer.MAX_VALUE));
    }

    /** Returns the reply that a request gets, whatever else is served. */
    static int[] greedyReply(int[] prompt, int length) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + length);
        for (int i = prompt.length; i < tokens.length; i++) {
            tokens[i] = favorite(Arrays.copyOf(tokens, i));
        }
        return Arrays.copyOfRange(tokens, prompt.length, tokens.length);
    }

    private static int favorite(int[] tokens) {
        long hash = Seeds.of(1, Arrays.stream(tokens).asLongStream().toArray());
        return Math.floorMod(hash, VOCABULARY);
    }

    synchronized List<List<SequenceStep>> passes() {
        return List.copyOf(passes);
    }

    private void forget() {
        Arrays.stream(cache).forEach(block -> Arrays.fill(block, -1));
    }

    @Override
    public int blockSize() {
        return BLOCK_SIZE;
    }

    @Override
    public int blocks() {
        return cache.length;
    }

    @Override
    public void load(Map<String, Tensor> parameters) {
        loaded = true;
    }

    @Override
    public Logits run(List<SequenceStep> pass) {
        if (!loaded || closed) {
            throw new IllegalStateException("there are no weights");
        }
        synchronized (this) {
            passes.add(pass);
        }
        steps.acquireUninterruptibly();
        int rows = pass.stream().mapToInt(SequenceStep::logitRows).sum();
        MemorySegment values = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, (long) rows * VOCABULARY);
        int row = 0;
        for (SequenceStep step : pass) {
            for (int i = 0; i < step.tokens().length; i++) {
                int position = step.start() + i;
                cache[step.blockTable()[position / BLOCK_SIZE]][position % BLOCK_SIZE] = step.tokens()[i];
            }
            for (int end = step.end() - step.logitRows() + 1; end <= step.end(); end++) {
                values.setAtIndex(
                        ValueLayout.JAVA_FLOAT, (long) row * VOCABULARY + favorite(read(step.blockTable(), end)), 20);
                row++;
            }
        }
        return new Logits(values, rows, VOCABULARY);
    }

    @Override
    public double[][] sumStates(List<SequenceStep> steps) {
        throw new UnsupportedOperationException("there are no hidden states");
    }

    private int[] read(int[] table, int length) {
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = cache[table[i / BLOCK_SIZE]][i % BLOCK_SIZE];
        }
        return tokens;
    }

    @Override
    public void release() {
        loaded = false;
        forget();
    }

    @Override
    public long memory() {
        return loaded ? (long) cache.length * BLOCK_SIZE * Integer.BYTES : 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
