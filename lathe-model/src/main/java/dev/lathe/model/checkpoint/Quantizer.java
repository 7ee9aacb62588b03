package dev.lathe.model.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Makes narrower elements of float32, as the reference writers of GGUF files and torch do. */
final class Quantizer {
    /** Elements that are converted at a time; a multiple of every block. */
    private static final int PIECE = 1 << 14;

    private Quantizer() {}

    static RawTensor convert(RawTensor tensor, RawType target) {
        long[] shape = tensor.shape();
        if (shape[shape.length - 1] % target.blockElements() != 0) {
            throw new IllegalArgumentException("%s: rows of %d elements do not divide into blocks of %s"
                    .formatted(tensor.name(), shape[shape.length - 1], target));
        }
        MemorySegment out = Arena.ofAuto().allocate(target.bytes(tensor.elements()), Long.BYTES);
        float[] piece = new float[(int) Math.min(PIECE, tensor.elements())];
        for (long start = 0; start < tensor.elements(); start += PIECE) {
            int length = (int) Math.min(PIECE, tensor.elements() - start);
            MemorySegment part = tensor.data()
                    .asSlice(tensor.type().bytes(start), tensor.type().bytes(length));
            Dequantizer.read(tensor.type(), part, piece, length);
            write(target, piece, length, out.asSlice(target.bytes(start), target.bytes(length)));
        }
        return new RawTensor(tensor.name(), target, shape, out);
    }

    private static void write(RawType target, float[] values, int length, MemorySegment out) {
        switch (target) {
            case BFLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    out.set(LittleEndian.SHORT, 2L * i, bfloat16(values[i]));
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    out.set(LittleEndian.SHORT, 2L * i, Float.floatToFloat16(values[i]));
                }
            }
            case Q8_0 -> {
                for (int i = 0; i < length; i += 32) {
                    q8(values, i, out, i / 32 * (long) RawType.Q8_0.blockBytes());
                }
            }
            default -> throw new IllegalArgumentException("nothing is converted to " + target);
        }
    }

    /** Rounds to the nearest, halves to even; a NaN stays one. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >> 16) | 64);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    private static void q8(float[] values, int from, MemorySegment out, long at) {
        float most = 0;
        for (int i = from; i < from + 32; i++) {
            most = Math.max(most, Math.abs(values[i]));
        }
        float scale = most / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        out.set(LittleEndian.SHORT, at, Float.floatToFloat16(scale));
        for (int i = 0; i < 32; i++) {
            out.set(ValueLayout.JAVA_BYTE, at + 2 + i, (byte) halvesAwayFromZero(values[from + i] * inverse));
        }
    }

    private static int halvesAwayFromZero(float value) {
        float magnitude = Math.abs(value);
        float whole = (float) Math.floor(magnitude);
        int rounded = (int) (whole + (float) Math.floor(2 * (magnitude - whole)));
        return value < 0 ? -rounded : rounded;
    }
}
