package dev.lathe.model.cpu;

import static dev.lathe.model.cpu.Panels.WIDTH;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.DecoderConfig;
import dev.lathe.model.vector.Memory;
import dev.lathe.model.vector.VectorMath;
import jdk.incubator.vector.FloatVector;

/** Is the program that each thread of a crew runs for a batch, stage by stage. */
final class Pass {
    private final DecoderConfig config;
    private final Widths widths;
    private final PackedWeights weights;
    private final PagedCache cache;
    private final PagedAttention attention;
    private final RotaryTable rotary;
    private final RootMeanSquare norm;
    private final Buffers buffers;
    private final Batch batch;
    private final boolean brain;
    private final int bytes;

    Pass(
            DecoderConfig config,
            CpuPrecision precision,
            PackedWeights weights,
            PagedCache cache,
            RotaryTable rotary,
            Buffers buffers,
            Batch batch) {
        this.config = config;
        this.weights = weights;
        this.cache = cache;
        this.rotary = rotary;
        this.buffers = buffers;
        this.batch = batch;
        brain = precision.brain();
        bytes = precision.bytes();
        widths = Widths.of(config);
        attention = new PagedAttention(config, precision, cache);
        norm = new RootMeanSquare(config.rmsNormEps(), brain);
    }

    private void layers(Crew.Member member, Scratch scratch) {
        member.share(batch.rows(), row -> weights.embedding.read(batch.tokens()[row], stream(row)));
        for (int layer = 0; layer < config.layers(); layer++) {
            attend(member, layer, weights.layers.get(layer), scratch);
            feedForward(member, weights.layers.get(layer), scratch);
        }
    }

    /** Computes the hidden states behind the last norm, float32, in the place of the residual stream. */
    void states(Crew.Member member, Scratch scratch) {
        layers(member, scratch);
        var plain = new RootMeanSquare(config.rmsNormEps(), false);
        member.share(
                batch.rows(),
                row -> plain.apply(
                        stream(row),
                        config.hiddenSize(),
                        widths.hidden(),
                        weights.norm,
                        stream(row),
                        scratch.atLeast(4L * LANES)));
    }

    /** Computes the logits that the batch wants. */
    void logits(Crew.Member member, Scratch scratch) {
        layers(member, scratch);
        int[] wanted = batch.wanted();
        member.share(wanted.length, i -> norm(wanted[i], weights.norm, i, scratch));
        Panels head = weights.head;
        int drawn = wanted.length == 0 ? 0 : head.count();
        member.share(
                drawn,
                panel -> head.multiply(
                        panel,
                        wanted.length,
                        buffers.normed,
                        buffers.logits + 4L * WIDTH * panel,
                        config.vocabSize(),
                        false,
                        scratch));
    }

    private void attend(Crew.Member member, int layer, PackedLayer w, Scratch scratch) {
        member.share(batch.rows(), row -> norm(row, w.inputNorm, row, scratch));
        multiply(member, w.queryKeyValue, buffers.normed, buffers.fused, widths.fused(), false, scratch);
        member.share(batch.rows(), row -> turn(layer, w, row));
        int heads = attention.heads();
        member.share(
                batch.tiles().size() * heads,
                task -> attention.attend(
                        layer,
                        task % heads,
                        batch,
                        batch.tiles().get(task / heads),
                        buffers.fused,
                        buffers.mixed,
                        scratch));
        multiply(member, w.output, buffers.mixed, buffers.stream, widths.hidden(), true, scratch);
    }

    private void feedForward(Crew.Member member, PackedLayer w, Scratch scratch) {
        member.share(batch.rows(), row -> norm(row, w.feedForwardNorm, row, scratch));
        member.share(w.gate.count(), panel -> gate(w, panel, scratch));
        multiply(member, w.down, buffers.wide, buffers.stream, widths.hidden(), true, scratch);
    }

    private void multiply(
            Crew.Member member, Panels panels, long inputs, long out, int stride, boolean adds, Scratch scratch) {
        member.share(
                panels.count(),
                panel -> panels.multiply(panel, batch.rows(), inputs, out + 4L * WIDTH * panel, stride, adds, scratch));
    }

    private long stream(int row) {
        return buffers.stream + 4L * widths.hidden() * row;
    }

    private void norm(int from, long weight, int to, Scratch scratch) {
        long out = buffers.normed + (long) bytes * widths.hidden() * to;
        norm.apply(stream(from), config.hiddenSize(), widths.hidden(), weight, out, scratch.atLeast(4L * LANES));
    }

    /** Adds biases, norms and turns the heads of a row, and puts its keys and values into the cache. */
    private void turn(int layer, PackedLayer w, int row) {
        long first = buffers.fused + 4L * widths.fused() * row;
        int position = batch.positions()[row];
        int size = config.headDim();
        int heads = config.heads();
        int pairs = config.keyValueHeads();
        if (config.qkvBias()) {
            for (int i = 0; i < widths.fused(); i += LANES) {
                Memory.put(first + 4L * i, Memory.floats(first + 4L * i).add(Memory.floats(w.bias + 4L * i)));
            }
        }
        for (int head = 0; head < heads + pairs; head++) {
            long at = first + 4L * size * head;
            if (config.qkNorm()) {
                norm.applyToHead(at, size, head < heads ? w.queryNorm : w.keyNorm);
            }
            rotary.turn(at, position);
        }
        int block = batch.tables()[row][position / Pages.TOKENS];
        for (int head = 0; head < pairs; head++) {
            cache.pages()
                    .append(
                            cache.keys(block, layer, head),
                            cache.values(block, layer, head),
                            position % Pages.TOKENS,
                            first + 4L * size * (heads + head),
                            first + 4L * size * (heads + pairs + head));
        }
    }

    private void gate(PackedLayer w, int panel, Scratch scratch) {
        for (int row = 0; row < batch.rows(); row += Panels.ROWS) {
            int count = Math.min(Panels.ROWS, batch.rows() - row);
            long inputs = buffers.normed + (long) bytes * widths.hidden() * row;
            w.gate.multiply(panel, count, inputs, scratch.first, WIDTH, false, scratch);
            w.up.multiply(panel, count, inputs, scratch.second, WIDTH, false, scratch);
            for (int i = 0; i < count; i++) {
                long at = 4L * WIDTH * i;
                long out = buffers.wide + bytes * ((long) widths.wide() * (row + i) + (long) WIDTH * panel);
                gate(scratch.first + at, scratch.second + at, out);
            }
        }
    }

    /** Computes {@code silu(gate) * up} for one row of a panel of each. */
    private void gate(long gate, long up, long out) {
        for (int i = 0; i < WIDTH; i += LANES) {
            FloatVector x = VectorMath.silu(Memory.floats(gate + 4L * i)).mul(Memory.floats(up + 4L * i));
            Memory.putInput(out + (long) bytes * i, x, brain);
        }
    }
}
