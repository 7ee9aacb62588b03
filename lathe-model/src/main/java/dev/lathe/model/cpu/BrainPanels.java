package dev.lathe.model.cpu;

import dev.lathe.model.vector.Brain;
import dev.lathe.model.vector.Memory;
import dev.lathe.tensor.PanelProduct;
import dev.lathe.tensor.PanelProduct.Shape;

/** Holds weights in bfloat16: in a panel, {@code [depth / 2, outputs, 2]}. */
final class BrainPanels implements Panels {
    private final int outputs;
    private final int depth;
    private final long panelBytes;
    private final long start;

    /** @param inputs a multiple of 2 */
    BrainPanels(int outputs, int inputs, Slabs slabs) {
        this.outputs = outputs;
        depth = inputs;
        panelBytes = (long) inputs * WIDTH * Short.BYTES;
        start = slabs.take(count() * panelBytes);
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
            long at = at(panel, column);
            for (int k = 0; k < depth; k += 2) {
                Memory.putShort(at + 2L * WIDTH * k, Brain.of(row[k]));
                Memory.putShort(at + 2L * WIDTH * k + 2, Brain.of(row[k + 1]));
            }
        }
    }

    @Override
    public void multiply(int panel, int rows, long inputs, long out, int stride, boolean adds, Scratch scratch) {
        multiply(start + panel * panelBytes, columns(panel), depth, rows, inputs, out, stride, adds);
    }

    static void multiply(
            long panel, int columns, int depth, int rows, long inputs, long out, int stride, boolean adds) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Panels.padded(Math.min(ROWS, rows - row));
            PanelProduct.bfloat16(
                    new Shape(count, columns, depth, WIDTH, stride, adds),
                    inputs + 2L * depth * row,
                    panel,
                    out + 4L * stride * row);
        }
    }

    @Override
    public void read(int output, long to) {
        long at = at(output / WIDTH, output % WIDTH);
        for (int k = 0; k < depth; k += 2) {
            Memory.putFloat(to + 4L * k, Brain.toFloat(Memory.getShort(at + 2L * WIDTH * k)));
            Memory.putFloat(to + 4L * k + 4, Brain.toFloat(Memory.getShort(at + 2L * WIDTH * k + 2)));
        }
    }

    private int columns(int panel) {
        return Math.min(WIDTH, outputs - panel * WIDTH);
    }

    private long at(int panel, int column) {
        return start + panel * panelBytes + 4L * column;
    }
}
