package dev.lathe.model.checkpoint;

import static dev.lathe.model.checkpoint.LittleEndian.half;
import static dev.lathe.model.checkpoint.LittleEndian.unsignedByte;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads ggml's blocks of 256: groups of 16 or 32 integers, each group with a small integer scale (and minimum) of its own, under one
 * float16 scale (and minimum) for the block.
 */
final class KBlocks {
    private KBlocks() {}

    static void q2(MemorySegment data, long at, float[] out, int to) {
        float d = half(data, at + 80);
        float dMin = half(data, at + 82);
        for (int group = 0; group < 16; group++) {
            int packed = unsignedByte(data, at + group);
            float scale = d * (packed & 0xF);
            float min = dMin * (packed >> 4);
            for (int i = 0; i < 16; i++) {
                out[to + 16 * group + i] = scale * twoBits(data, at + 16, group, i) - min;
            }
        }
    }

    static void q3(MemorySegment data, long at, float[] out, int to) {
        float d = half(data, at + 108);
        for (int group = 0; group < 16; group++) {
            float scale = d * q3Scale(data, at + 96, group);
            for (int i = 0; i < 16; i++) {
                int highBit = unsignedByte(data, at, 16 * (group % 2) + i) >> (group / 2) & 1;
                out[to + 16 * group + i] = scale * (twoBits(data, at + 32, group, i) - (highBit == 1 ? 0 : 4));
            }
        }
    }

    /** Reads the two bits of an element: each half of the block spreads over 32 bytes, four groups of 32 by shifts. */
    private static int twoBits(MemorySegment data, long at, int group, int i) {
        int shift = 2 * (group % 8 / 2);
        return unsignedByte(data, at, 32 * (group / 8) + 16 * (group % 2) + i) >> shift & 3;
    }

    private static int q3Scale(MemorySegment data, long at, int group) {
        int low = unsignedByte(data, at + group % 8) >> (group < 8 ? 0 : 4) & 0xF;
        int high = unsignedByte(data, at + 8 + group % 4) >> (2 * (group / 4)) & 3;
        return (low | high << 4) - 32;
    }

    static void q4(MemorySegment data, long at, float[] out, int to) {
        for (int group = 0; group < 8; group++) {
            float scale = half(data, at) * scale(data, at + 4, group);
            float min = half(data, at + 2) * min(data, at + 4, group);
            for (int i = 0; i < 32; i++) {
                out[to + 32 * group + i] = scale * nibble(data, at + 16, group, i) - min;
            }
        }
    }

    static void q5(MemorySegment data, long at, float[] out, int to) {
        for (int group = 0; group < 8; group++) {
            float scale = half(data, at) * scale(data, at + 4, group);
            float min = half(data, at + 2) * min(data, at + 4, group);
            for (int i = 0; i < 32; i++) {
                int highBit = unsignedByte(data, at + 16 + i) >> group & 1;
                out[to + 32 * group + i] = scale * (nibble(data, at + 48, group, i) | highBit << 4) - min;
            }
        }
    }

    private static int nibble(MemorySegment data, long at, int group, int i) {
        return unsignedByte(data, at, 32 * (group / 2) + i) >> (4 * (group % 2)) & 0xF;
    }

    /** Reads one of eight scales of six bits, which share 12 bytes with eight minima. */
    private static int scale(MemorySegment data, long at, int group) {
        return group < 4
                ? unsignedByte(data, at + group) & 63
                : (unsignedByte(data, at + group + 4) & 0xF) | (unsignedByte(data, at + group - 4) >> 6 << 4);
    }

    private static int min(MemorySegment data, long at, int group) {
        return group < 4
                ? unsignedByte(data, at + group + 4) & 63
                : (unsignedByte(data, at + group + 4) >> 4) | (unsignedByte(data, at + group) >> 6 << 4);
    }

    static void q6(MemorySegment data, long at, float[] out, int to) {
        float d = half(data, at + 208);
        for (int group = 0; group < 16; group++) {
            float scale = d * data.get(ValueLayout.JAVA_BYTE, at + 192 + group);
            int half = group / 8;
            int quarter = group % 8 / 2;
            for (int i = 16 * (group % 2); i < 16 * (group % 2) + 16; i++) {
                int low = unsignedByte(data, at, 64 * half + 32 * (quarter % 2) + i) >> (4 * (quarter / 2)) & 0xF;
                int high = unsignedByte(data, at, 128 + 32 * half + i) >> (2 * quarter) & 3;
                out[to + 128 * half + 32 * quarter + i] = scale * ((low | high << 4) - 32);
            }
        }
    }

    /** Reads integers of eight bits under a float32 scale; the sums of groups behind them serve products only. */
    static void q8(MemorySegment data, long at, float[] out, int to) {
        float d = data.get(LittleEndian.FLOAT, at);
        for (int i = 0; i < 256; i++) {
            out[to + i] = d * data.get(ValueLayout.JAVA_BYTE, at + 4 + i);
        }
    }
}
