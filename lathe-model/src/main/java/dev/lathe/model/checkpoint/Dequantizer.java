package dev.lathe.model.checkpoint;

import static dev.lathe.model.checkpoint.LittleEndian.half;
import static dev.lathe.model.checkpoint.LittleEndian.unsignedByte;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Makes float32 of stored elements. The block formats are those of ggml: a scale {@code d} and often an offset {@code m} in float16, then
 * small integers; every value is computed in float32 in the order that ggml's own reader uses, so that results are equal bit for bit.
 */
final class Dequantizer {
    /** Adds nothing, not even to a negative zero. */
    private static final float NO_OFFSET = -0.0f;

    private Dequantizer() {}

    /** Converts {@code length} elements, a multiple of the block, from the start of {@code data}. */
    static void read(RawType type, MemorySegment data, float[] out, int length) {
        if (type.quantized()) {
            readBlocks(type, data, out, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = element(type, data, (long) i * type.blockBytes());
        }
    }

    private static float element(RawType type, MemorySegment data, long at) {
        return switch (type) {
            case FLOAT32 -> data.get(LittleEndian.FLOAT, at);
            case FLOAT16 -> half(data, at);
            case BFLOAT16 -> Float.intBitsToFloat(data.get(LittleEndian.SHORT, at) << 16);
            case FLOAT8_E4M3 -> Float8.e4m3(data.get(ValueLayout.JAVA_BYTE, at));
            case FLOAT8_E5M2 -> Float8.e5m2(data.get(ValueLayout.JAVA_BYTE, at));
            case FLOAT64 -> (float) data.get(LittleEndian.DOUBLE, at);
            case INT64 -> (float) data.get(LittleEndian.LONG, at);
            case INT32 -> (float) data.get(LittleEndian.INT, at);
            case INT16 -> data.get(LittleEndian.SHORT, at);
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, at);
            case UINT8, BOOL -> unsignedByte(data, at);
            default -> throw new IllegalArgumentException(type + " is stored in blocks");
        };
    }

    private static void readBlocks(RawType type, MemorySegment data, float[] out, int length) {
        long at = 0;
        for (int to = 0; to < length; to += type.blockElements()) {
            switch (type) {
                case Q4_0 -> q4(data, at, out, to, half(data, at), NO_OFFSET, 2, 8);
                case Q4_1 -> q4(data, at, out, to, half(data, at), half(data, at + 2), 4, 0);
                case Q5_0 -> q5(data, at, out, to, half(data, at), NO_OFFSET, 2, 16);
                case Q5_1 -> q5(data, at, out, to, half(data, at), half(data, at + 2), 4, 0);
                case Q8_0 -> q8(data, at, out, to);
                case Q2_K -> KBlocks.q2(data, at, out, to);
                case Q3_K -> KBlocks.q3(data, at, out, to);
                case Q4_K -> KBlocks.q4(data, at, out, to);
                case Q5_K -> KBlocks.q5(data, at, out, to);
                case Q6_K -> KBlocks.q6(data, at, out, to);
                case Q8_K -> KBlocks.q8(data, at, out, to);
                default -> throw new IllegalArgumentException(type + " is not stored in blocks");
            }
            at += type.blockBytes();
        }
    }

    /** Reads 32 integers of four bits: byte i holds the elements i and i + 16. */
    private static void q4(MemorySegment data, long at, float[] out, int to, float d, float m, int head, int zero) {
        for (int i = 0; i < 16; i++) {
            int pair = unsignedByte(data, at + head + i);
            out[to + i] = d * ((pair & 0xF) - zero) + m;
            out[to + i + 16] = d * ((pair >> 4) - zero) + m;
        }
    }

    /** Reads 32 integers of five bits: as with four, the fifth bits in a word of 32 before them. */
    private static void q5(MemorySegment data, long at, float[] out, int to, float d, float m, int head, int zero) {
        int high = data.get(LittleEndian.INT, at + head);
        for (int i = 0; i < 16; i++) {
            int pair = unsignedByte(data, at + head + 4 + i);
            out[to + i] = d * (((pair & 0xF) | (high >>> i & 1) << 4) - zero) + m;
            out[to + i + 16] = d * (((pair >> 4) | (high >>> (i + 16) & 1) << 4) - zero) + m;
        }
    }

    private static void q8(MemorySegment data, long at, float[] out, int to) {
        float d = half(data, at);
        for (int i = 0; i < 32; i++) {
            out[to + i] = d * data.get(ValueLayout.JAVA_BYTE, at + 2 + i);
        }
    }
}
