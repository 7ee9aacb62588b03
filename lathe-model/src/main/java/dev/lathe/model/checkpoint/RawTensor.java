package dev.lathe.model.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Holds a tensor as a file stores it, row-major and little-endian.
 *
 * @param name its name in Hugging Face checkpoints
 * @param type how the elements are stored; blocks lie along the last dimension
 * @param shape its extents, the last varying fastest
 * @param data the bytes, often a part of a mapped file
 */
public record RawTensor(String name, RawType type, long[] shape, MemorySegment data) {
    /** Elements that are converted at a time; a multiple of every block. */
    private static final int PIECE = 1 << 14;

    public RawTensor {
        long needed = type.bytes(elements(shape));
        if (data.byteSize() != needed) {
            throw new IllegalArgumentException("%s: %s %s needs %d bytes, not %d"
                    .formatted(name, type, Arrays.toString(shape), needed, data.byteSize()));
        }
    }

    /** Wraps float32 values. */
    public static RawTensor of(String name, float[] values, long... shape) {
        // of segments on the heap, only those over bytes can be written to a file
        MemorySegment data = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, Float.BYTES)]);
        MemorySegment.copy(values, 0, data, LittleEndian.FLOAT, 0, values.length);
        return new RawTensor(name, RawType.FLOAT32, shape, data);
    }

    public long elements() {
        return elements(shape);
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /**
     * Returns the values as float32, dequantised.
     *
     * @throws IllegalStateException if there are more than an array holds
     */
    public float[] toFloats() {
        if (elements() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(name + " does not fit an array; use copyTo");
        }
        float[] values = new float[(int) elements()];
        copyTo(MemorySegment.ofArray(values));
        return values;
    }

    /**
     * Writes the values as float32 in native order, dequantised.
     *
     * @param target at least {@code 4 * elements()} bytes
     */
    public void copyTo(MemorySegment target) {
        if (type == RawType.FLOAT32 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            MemorySegment.copy(data, 0, target, 0, data.byteSize());
            return;
        }
        float[] piece = new float[(int) Math.min(PIECE, elements())];
        for (long start = 0; start < elements(); start += PIECE) {
            int length = (int) Math.min(PIECE, elements() - start);
            Dequantizer.read(type, data.asSlice(type.bytes(start), type.bytes(length)), piece, length);
            MemorySegment.copy(piece, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, start * Float.BYTES, length);
        }
    }

    /** Takes a mapped file's pages out of this process's memory until they are read again. */
    void unload() {
        if (data.isMapped()) {
            data.unload();
        }
    }

    /** Tells whether no value is NaN or infinite. */
    public boolean isFinite() {
        float[] piece = new float[(int) Math.min(PIECE, elements())];
        for (long start = 0; start < elements(); start += PIECE) {
            int length = (int) Math.min(PIECE, elements() - start);
            Dequantizer.read(type, data.asSlice(type.bytes(start), type.bytes(length)), piece, length);
            for (int i = 0; i < length; i++) {
                if (!Float.isFinite(piece[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the tensor as float32, dequantised; itself if it is already. */
    public RawTensor toFloat32() {
        if (type == RawType.FLOAT32) {
            return this;
        }
        MemorySegment converted = Arena.ofAuto().allocate(elements() * Float.BYTES, Float.BYTES);
        copyTo(converted);
        return new RawTensor(name, RawType.FLOAT32, shape, converted);
    }

    /**
     * Returns the tensor in another type, rounded to the nearest; itself if it has it already.
     *
     * @param target float32, float16, bfloat16, or Q8_0 if the last dimension is a multiple of its block
     */
    public RawTensor to(RawType target) {
        if (type == target) {
            return this;
        }
        return target == RawType.FLOAT32 ? toFloat32() : Quantizer.convert(this, target);
    }

    /** Returns these elements under another name or shape. */
    RawTensor as(String newName, long... newShape) {
        return new RawTensor(newName, type, newShape, data);
    }
}
