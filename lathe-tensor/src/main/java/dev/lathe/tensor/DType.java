package dev.lathe.tensor;

/** Names the element type of a tensor. */
public enum DType {
    FLOAT32(4, true),
    BFLOAT16(2, true),
    FLOAT16(2, true),
    FLOAT64(8, true),
    INT64(8, false),
    INT32(4, false),
    INT16(2, false),
    INT8(1, false),
    UINT8(1, false),
    BOOL(1, false);

    private final int bytes;
    private final boolean floating;

    DType(int bytes, boolean floating) {
        this.bytes = bytes;
        this.floating = floating;
    }

    /** Returns the size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Tells whether elements are real numbers, which can have gradients. */
    public boolean isFloating() {
        return floating;
    }
}
