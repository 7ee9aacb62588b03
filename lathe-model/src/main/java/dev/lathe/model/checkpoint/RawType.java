package dev.lathe.model.checkpoint;

/** Says how the elements of a tensor in a file are stored: one by one, or in quantised blocks of {@link #blockElements}. */
public enum RawType {
    FLOAT32(1, 4),
    FLOAT16(1, 2),
    BFLOAT16(1, 2),
    FLOAT64(1, 8),
    FLOAT8_E4M3(1, 1),
    FLOAT8_E5M2(1, 1),
    INT64(1, 8),
    INT32(1, 4),
    INT16(1, 2),
    INT8(1, 1),
    UINT8(1, 1),
    BOOL(1, 1),
    Q4_0(32, 18),
    Q4_1(32, 20),
    Q5_0(32, 22),
    Q5_1(32, 24),
    Q8_0(32, 34),
    Q2_K(256, 84),
    Q3_K(256, 110),
    Q4_K(256, 144),
    Q5_K(256, 176),
    Q6_K(256, 210),
    Q8_K(256, 292);

    private final int blockElements;
    private final int blockBytes;

    RawType(int blockElements, int blockBytes) {
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    public int blockElements() {
        return blockElements;
    }

    public int blockBytes() {
        return blockBytes;
    }

    public boolean quantized() {
        return blockElements > 1;
    }

    /**
     * Returns the bytes that a number of elements takes.
     *
     * @throws ArithmeticException if that exceeds 63 bits
     */
    public long bytes(long elements) {
        return Math.multiplyExact(elements / blockElements, (long) blockBytes);
    }
}
