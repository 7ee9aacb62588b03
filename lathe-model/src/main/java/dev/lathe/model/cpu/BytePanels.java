package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.HIGH;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Memory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Holds weights in eight bits, with a factor for each output. A task of many rows makes bfloat16 of its panel, which is exact, and
 * multiplies by that; a single row is multiplied by the bytes themselves. In a panel, {@code [depth / 2, outputs / lanes, 2, lanes]}.
 */
final class BytePanels implements Panels {
    private static final int LARGEST = 127;

    private final int outputs;
    private final int depth;
    private final long panelBytes;
    private final long start;
    private final long factors;

    /** @param inputs a multiple of 2 */
    BytePanels(int outputs, int inputs, Slabs slabs) {
        this.outputs = outputs;
        depth = inputs;
        panelBytes = (long) inputs * WIDTH;
        start = slabs.take(count() * panelBytes);
        factors = slabs.take((long) count() * WIDTH * Float.BYTES);
    }

    @Override
    public int count() {
        return Math.ceilDiv(outputs, WIDTH);
    }

    @Override
    public void pack(int panel, RowSource source) {
        float[] row = new float[depth];
        for (int column = 0; column < WIDTH; column++) {
            source.read(panel * WIDTH + column, row);
            float factor = largest(row) / LARGEST;
            Memory.putFloat(factors + 4L * (panel * WIDTH + column), factor);
            for (int k = 0; k < depth; k++) {
                int value = factor == 0 ? 0 : Math.round(row[k] / factor);
                Memory.putByte(at(panel, column, k), (byte) value);
            }
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Override
    public void multiply(int panel, int rows, long inputs, long out, int stride, boolean adds, Scratch scratch) {
        long wide = scratch.atLeast((long) depth * WIDTH * Short.BYTES + (long) ROWS * WIDTH * Float.BYTES);
        long product = wide + (long) depth * WIDTH * Short.BYTES;
        if (rows == 1 && ByteRows.AGREE) {
            ByteRows.multiply(start + panel * panelBytes, depth, inputs, wide, product);
            scale(panel, product, out, adds);
            return;
        }
        widen(start + panel * panelBytes, panelBytes, wide);
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            BrainPanels.multiply(wide, WIDTH, depth, count, inputs + 2L * depth * row, product, WIDTH, false);
            for (int i = 0; i < count; i++) {
                scale(panel, product + 4L * WIDTH * i, out + 4L * stride * (row + i), adds);
            }
        }
    }

    /** Makes bfloat16 of a panel: {@code [depth / 2, WIDTH, 2]}. */
    static void widen(long bytes, long count, long wide) {
        for (long at = 0; at < count; at += 2L * LANES) {
            IntVector even = widened(bytes + at).lanewise(VectorOperators.LSHR, 16);
            IntVector odd = widened(bytes + at + LANES).and(HIGH);
            Memory.put(wide + 2 * at, even.or(odd));
        }
    }

    private static IntVector widened(long bytes) {
        return ((FloatVector) Memory.bytes(bytes).convertShape(VectorOperators.B2F, FLOATS, 0)).reinterpretAsInts();
    }

    private void scale(int panel, long product, long out, boolean adds) {
        int columns = Math.min(WIDTH, outputs - panel * WIDTH);
        long factor = factors + 4L * WIDTH * panel;
        if (columns < WIDTH) {
            for (int i = 0; i < columns; i++) {
                float before = adds ? Memory.getFloat(out + 4L * i) : 0;
                Memory.putFloat(
                        out + 4L * i,
                        Math.fma(Memory.getFloat(product + 4L * i), Memory.getFloat(factor + 4L * i), before));
            }
            return;
        }
        for (int i = 0; i < WIDTH; i += LANES) {
            FloatVector before = adds ? Memory.floats(out + 4L * i) : FloatVector.zero(FLOATS);
            Memory.put(out + 4L * i, Memory.floats(product + 4L * i).fma(Memory.floats(factor + 4L * i), before));
        }
    }

    @Override
    public void read(int output, long to) {
        float factor = Memory.getFloat(factors + 4L * output);
        for (int k = 0; k < depth; k++) {
            Memory.putFloat(to + 4L * k, factor * Memory.getByte(at(output / WIDTH, output % WIDTH, k)));
        }
    }

    private long at(int panel, int column, int k) {
        int pair = k / 2 * 2 * WIDTH;
        int group = column / LANES * 2 * LANES;
        return start + panel * panelBytes + pair + group + (long) (k & 1) * LANES + column % LANES;
    }
}
