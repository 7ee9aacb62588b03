package dev.lathe.model.cpu;

import static dev.lathe.model.cpu.Panels.WIDTH;
import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Brain;
import dev.lathe.model.vector.Memory;
import java.lang.foreign.Arena;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Multiplies a single row by a panel of weights in eight bits as they lie there, for which half of the memory is read that weights of
 * 16 bits take. The sum is that of the processor's products of bfloat16 in every bit: these are exact in float32, and are added one
 * after the other, of each pair the second one first.
 */
final class ByteRows {
    private static final int TRIED_DEPTH = 256;

    /** Whether products of many rows have the same bits, as they do where the processor multiplies bfloat16 in vectors. */
    static final boolean AGREE = agree();

    private ByteRows() {}

    /**
     * Multiplies, without the factors of the outputs. The depth is a multiple of the lanes.
     *
     * @param panel {@code [depth / 2, WIDTH / lanes, 2, lanes]}
     * @param input bfloat16 {@code [depth]}
     * @param wide memory for the input as float32 {@code [depth]}
     * @param out float32 {@code [WIDTH]}
     */
    static void multiply(long panel, int depth, long input, long wide, long out) {
        for (int k = 0; k < depth; k += LANES) {
            Memory.put(wide + 4L * k, Memory.brains(input + 2L * k));
        }
        for (int column = 0; column < WIDTH; column += 2 * LANES) {
            multiply(panel + 2L * column, depth, wide, out + 4L * column);
        }
    }

    /** Computes two vectors of outputs, so that neither waits for the other. */
    private static void multiply(long panel, int depth, long wide, long out) {
        FloatVector first = FloatVector.zero(FLOATS);
        FloatVector second = FloatVector.zero(FLOATS);
        for (int k = 0; k < depth; k += 2) {
            long at = panel + (long) k * WIDTH;
            FloatVector even = Memory.broadcast(wide + 4L * k);
            FloatVector odd = Memory.broadcast(wide + 4L * k + 4);
            first = weights(at + LANES).fma(odd, first);
            second = weights(at + 3L * LANES).fma(odd, second);
            first = weights(at).fma(even, first);
            second = weights(at + 2L * LANES).fma(even, second);
        }
        Memory.put(out, first);
        Memory.put(out + 4L * LANES, second);
    }

    private static FloatVector weights(long address) {
        ByteVector bytes = Memory.bytes(address);
        return (FloatVector) bytes.convertShape(VectorOperators.B2F, FLOATS, 0);
    }

    private static boolean agree() {
        try (Arena arena = Arena.ofConfined()) {
            long bytes = arena.allocate((long) TRIED_DEPTH * WIDTH, 64).address();
            long input = arena.allocate(2L * TRIED_DEPTH, 64).address();
            long wide = arena.allocate(4L * TRIED_DEPTH, 64).address();
            long panel = arena.allocate(2L * TRIED_DEPTH * WIDTH, 64).address();
            long results = arena.allocate(8L * WIDTH, 64).address();
            for (int i = 0; i < TRIED_DEPTH * WIDTH; i++) {
                Memory.putByte(bytes + i, (byte) (i * 37 % 255 - 127));
            }
            for (int k = 0; k < TRIED_DEPTH; k++) {
                Memory.putShort(input + 2L * k, Brain.of((float) Math.sin(k + 1)));
            }
            multiply(bytes, TRIED_DEPTH, input, wide, results);
            BytePanels.widen(bytes, (long) TRIED_DEPTH * WIDTH, panel);
            BrainPanels.multiply(panel, WIDTH, TRIED_DEPTH, 1, input, results + 4L * WIDTH, WIDTH, false);
            return Memory.segment(results, 4L * WIDTH).mismatch(Memory.segment(results + 4L * WIDTH, 4L * WIDTH)) < 0;
        }
    }
}
