package dev.lathe.model;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Rotary;
import dev.lathe.tensor.Scope;
import dev.lathe.tensor.SequenceAttention.Span;
import dev.lathe.tensor.SequenceAttention.Summation;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the keys and values of sequences in blocks, per layer {@code [key-value heads, blocks, block size, head size]}. It owns its
 * memory, whatever scope is open.
 */
public final class KeyValueCache implements AutoCloseable {
    /**
     * Says how large a cache is, and where.
     *
     * @param blocks how many there are
     * @param blockSize how many tokens each holds
     * @param positions the most tokens of a sequence
     * @param type the type of keys and values, which is that of the weights
     * @param device where it is, which is where the weights are
     */
    public record Size(int blocks, int blockSize, int positions, DType type, Device device) {}

    private final Size size;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final RotaryTables rotary;

    /** Reserves the memory. */
    public KeyValueCache(DecoderConfig config, Size size) {
        this.size = size;
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(reserve(config));
            values.add(reserve(config));
        }
        try (Scope _ = Scope.open()) {
            rotary = RotaryTables.of(config, size.positions).map(this::place);
            rotary.tensors().forEach(Tensor::leaveScope);
        }
    }

    private Tensor reserve(DecoderConfig config) {
        return Tensor.zeros(
                        size.type, size.device, config.keyValueHeads(), size.blocks, size.blockSize, config.headDim())
                .leaveScope();
    }

    private Rotary place(Rotary table) {
        return new Rotary(table.pairing(), place(table.cosines()), place(table.signedSines()));
    }

    private Tensor place(Tensor table) {
        return table.to(size.device).to(size.type);
    }

    public Size size() {
        return size;
    }

    /** Returns how many bytes the keys and values of one token take. */
    public static long bytesPerToken(DecoderConfig config, DType type) {
        return 2L * config.layers() * config.keyValueWidth() * type.bytes();
    }

    /**
     * Returns the attention of a pass that adds tokens to some sequences.
     *
     * @param spans which sequence each run of tokens belongs to and how many of it the cache has, in the order of the tokens
     * @param summation what the order of summation may depend on
     * @param rows how many rows the pass has, at least as many as tokens; what is in the others is of no account
     * @throws IllegalArgumentException if a sequence is longer than the cache's positions, or its blocks do not exist
     */
    public Pass pass(List<Span> spans, Summation summation, int rows) {
        return new Pass(CachedAttention.of(this, spans, summation, rows));
    }

    /** Is one pass over the cache, to be given to {@link Decoder#hidden(DecoderWeights, Tensor, Pass)}. */
    public record Pass(CachedAttention attention) {}

    Tensor keys(int layer) {
        return keys.get(layer);
    }

    Tensor values(int layer) {
        return values.get(layer);
    }

    RotaryTables rotary() {
        return rotary;
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
        rotary.tensors().forEach(Tensor::close);
    }
}
