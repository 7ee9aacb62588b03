package dev.lathe.model;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.RaggedAttention.Span;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the keys and values of several sequences, one slot each, per layer {@code [slots, key-value heads, capacity, head size]}.
 * It owns its memory, whatever scope is open.
 */
public final class KeyValueCache implements AutoCloseable {
    private final DecoderConfig config;
    private final int slots;
    private final int capacity;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final RotaryTables rotary;

    /** Reserves room for {@code slots} sequences of {@code capacity} tokens each. */
    public KeyValueCache(DecoderConfig config, int slots, int capacity) {
        this.config = config;
        this.slots = slots;
        this.capacity = capacity;
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(reserve());
            values.add(reserve());
        }
        rotary = RotaryTables.of(config, capacity);
        rotary.tensors().forEach(Tensor::leaveScope);
    }

    private Tensor reserve() {
        return Tensor.zeros(DType.FLOAT32, slots, config.keyValueHeads(), capacity, config.headDim())
                .leaveScope();
    }

    public int capacity() {
        return capacity;
    }

    public int slots() {
        return slots;
    }

    /**
     * Returns the attention of a pass that adds tokens to some sequences.
     *
     * @param spans which sequence each run of tokens belongs to and how many of it the cache has, in the order of the tokens
     * @throws IllegalArgumentException if a sequence would outgrow the capacity
     */
    public Pass pass(List<Span> spans) {
        return new Pass(CachedAttention.of(this, spans));
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
