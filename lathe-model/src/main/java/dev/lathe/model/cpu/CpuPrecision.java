package dev.lathe.model.cpu;

/** Names how weights are held. */
public enum CpuPrecision {
    /** Weights, keys and values in float32. */
    FLOAT32,
    /** Weights, keys, values and the inputs of products in bfloat16; sums and the residual stream in float32. */
    BFLOAT16,
    /** As {@link #BFLOAT16}, but weights in eight bits with a factor for each output. */
    INT8;

    boolean brain() {
        return this != FLOAT32;
    }

    /** Returns the size of an input of a product, and of a key or value. */
    int bytes() {
        return brain() ? Short.BYTES : Float.BYTES;
    }
}
