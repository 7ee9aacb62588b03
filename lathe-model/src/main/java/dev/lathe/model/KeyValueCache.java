package dev.lathe.model;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the keys and values of several sequences, one slot each, per layer {@code [slots, key-value heads, capacity, head size]}.
 * It owns its memory.
 */
public final class KeyValueCache implements AutoCloseable {
    private final DecoderConfig config;
    private final int slots;
    private final int capacity;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final RotaryTable rotary;

    /** Reserves room for {@code slots} sequences of {@code capacity} tokens each; to be called with no scope open. */
    public KeyValueCache(DecoderConfig config, int slots, int capacity) {
        this.config = config;
        this.slots = slots;
        this.capacity = capacity;
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(Tensor.zeros(DType.FLOAT32, slots, config.keyValueHeads(), stride(), config.headDim()));
            values.add(Tensor.zeros(DType.FLOAT32, slots, config.keyValueHeads(), stride(), config.headDim()));
        }
        rotary = RotaryTable.of(config, capacity);
    }

    public int capacity() {
        return capacity;
    }

    public int slots() {
        return slots;
    }

    /** Returns the places of one sequence: the last takes what padding brings, and nothing looks at it. */
    int stride() {
        return capacity + 1;
    }

    /**
     * Returns the attention of a pass that adds tokens to some sequences, in rows padded at the end to the longest.
     *
     * @param rowSlots the sequences' slots
     * @param starts how many tokens each sequence has in the cache
     * @param counts how many tokens each row brings
     * @throws IllegalArgumentException if a sequence would outgrow the capacity
     */
    public Pass pass(int[] rowSlots, int[] starts, int[] counts) {
        return new Pass(CachedAttention.of(this, rowSlots, starts, counts));
    }

    /** Is one pass over the cache, to be given to {@link Decoder#hidden(DecoderWeights, Tensor, Pass)}. */
    public record Pass(CachedAttention attention) {}

    DecoderConfig config() {
        return config;
    }

    Tensor keys(int layer) {
        return keys.get(layer);
    }

    Tensor values(int layer) {
        return values.get(layer);
    }

    RotaryTable rotary() {
        return rotary;
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
        rotary.cosines().close();
        rotary.sines().close();
    }
}
