package dev.lathe.model.cpu;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.RotaryFrequencies;
import dev.lathe.model.engine.Logits;
import dev.lathe.model.engine.ModelRunner;
import dev.lathe.model.engine.RunnerFactory;
import dev.lathe.model.engine.SequenceStep;
import dev.lathe.model.vector.Memory;
import dev.lathe.model.vector.VectorModule;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.PanelProduct;
import dev.lathe.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the Llama, Qwen2 and Qwen3 families on a processor, on threads of its own beside the caller. The logits of a row are the same in
 * every bit whatever else is in the pass, however a prompt is cut into pieces, and however many threads there are.
 */
public final class CpuRunner implements ModelRunner {
    private final DecoderConfig config;
    private final CpuPrecision precision;
    private final int blocks;
    private final int rows;
    private final int drawn;
    private final Crew crew;
    private final List<Scratch> scratches;
    private final RotaryTable rotary;
    private final Buffers buffers;
    private @Nullable PackedWeights weights;
    private @Nullable PagedCache cache;

    /**
     * Makes a runner without weights.
     *
     * @param threads threads that compute, the caller's among them
     * @param blocks blocks of the cache
     * @throws IllegalArgumentException if the runner is not able to run such a model on this machine
     */
    public CpuRunner(DecoderConfig config, CpuPrecision precision, int threads, int blocks) {
        this(config, precision, threads, blocks, 0, 0);
    }

    /**
     * Makes a runner that takes the memory of such passes with its weights, so that none is left to come with the largest of them.
     *
     * @param rows tokens of a pass
     * @param drawn how many of them have logits
     */
    private CpuRunner(DecoderConfig config, CpuPrecision precision, int threads, int blocks, int rows, int drawn) {
        if (!runs(config, precision)) {
            throw new IllegalArgumentException("the fast runner does not run such a model on this machine");
        }
        this.config = config;
        this.precision = precision;
        this.blocks = blocks;
        this.rows = rows;
        this.drawn = drawn;
        crew = new Crew(threads);
        scratches = Stream.generate(Scratch::new).limit(threads).toList();
        rotary = new RotaryTable(RotaryFrequencies.of(config), RotaryFrequencies.amplitude(config));
        buffers = new Buffers(Widths.of(config), config.vocabSize(), precision);
    }

    /**
     * Tells whether a model can be run on this machine: a plain decoder, a processor with the kernels, and a virtual machine that was
     * started with the module of the Vector API.
     */
    public static boolean runs(DecoderConfig config, CpuPrecision precision) {
        DType inputs = precision.brain() ? DType.BFLOAT16 : DType.FLOAT32;
        return config.plain() && PanelProduct.isAvailable(inputs) && VectorModule.isPresent();
    }

    /** Returns what makes such runners for an engine. */
    public static RunnerFactory factory(CpuPrecision precision) {
        return (config, options, tokens) -> new CpuRunner(
                config,
                precision,
                options.threadsPerShard(),
                Math.toIntExact(Math.ceilDiv(tokens, (long) Pages.TOKENS)),
                options.passes().tokens(),
                Math.min(options.passes().running(), options.conversations()));
    }

    /** Returns what makes such runners where the model and the machine allow it, and others where not. */
    public static RunnerFactory factoryOrElse(CpuPrecision precision, RunnerFactory otherwise) {
        return (config, options, tokens) ->
                (runs(config, precision) ? factory(precision) : otherwise).create(config, options, tokens);
    }

    @Override
    public int blockSize() {
        return Pages.TOKENS;
    }

    @Override
    public int blocks() {
        return blocks;
    }

    @Override
    public void load(Map<String, Tensor> parameters) {
        if (weights == null) {
            weights = new PackedWeights(config, precision);
        }
        weights.load(parameters, crew, _ -> true);
        if (cache == null) {
            cache = new PagedCache(config, precision, blocks);
        }
        buffers.prepare(rows, drawn);
    }

    @Override
    public void reload(Map<String, Tensor> parameters, Set<String> changed) {
        if (weights == null) {
            load(parameters);
        } else {
            weights.load(parameters, crew, changed::contains);
        }
    }

    @Override
    public Logits run(List<SequenceStep> steps) {
        int wanted = pass(steps, Pass::logits).wanted().length;
        long bytes = (long) Float.BYTES * wanted * config.vocabSize();
        return new Logits(Memory.segment(buffers.logits, bytes), wanted, config.vocabSize());
    }

    @Override
    public double[][] sumStates(List<SequenceStep> steps) {
        pass(steps, Pass::states);
        double[][] sums = new double[steps.size()][config.hiddenSize()];
        long width = 4L * Widths.of(config).hidden();
        long row = buffers.stream;
        for (int step = 0; step < sums.length; step++) {
            for (int token = 0; token < steps.get(step).tokens().length; token++) {
                for (int i = 0; i < config.hiddenSize(); i++) {
                    sums[step][i] += Memory.getFloat(row + 4L * i);
                }
                row += width;
            }
        }
        return sums;
    }

    /** Is what a pass computes. */
    private interface Work {
        void run(Pass pass, Crew.Member member, Scratch scratch);
    }

    private Batch pass(List<SequenceStep> steps, Work work) {
        if (weights == null || cache == null) {
            throw new IllegalStateException("the runner has no weights");
        }
        if (steps.stream().anyMatch(step -> step.adapter() != null)) {
            throw new IllegalArgumentException("the fast runner has no adapters");
        }
        for (SequenceStep step : steps) {
            cache.prepare(step.blockTable(), step.start(), step.end());
        }
        Batch batch = Batch.of(steps, PagedAttention.tileRows(config));
        rotary.prepare(batch.longest());
        buffers.prepare(batch.rows(), batch.wanted().length);
        Pass pass = new Pass(config, precision, weights, cache, rotary, buffers, batch);
        crew.run(member -> work.run(pass, member, scratches.get(member.number())));
        return batch;
    }

    @Override
    public void release() {
        if (weights != null) {
            weights.close();
            weights = null;
        }
        if (cache != null) {
            cache.close();
            cache = null;
        }
        buffers.release();
    }

    @Override
    public long memory() {
        return buffers.bytes() + (weights == null ? 0 : weights.bytes()) + (cache == null ? 0 : cache.bytes());
    }

    @Override
    public void close() {
        crew.close();
        release();
        rotary.close();
        buffers.close();
        scratches.forEach(Scratch::close);
    }
}
