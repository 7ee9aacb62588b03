package dev.lathe.model.cpu;

import dev.lathe.model.vector.Memory;
import dev.lathe.tensor.PanelProduct;
import dev.lathe.tensor.PanelProduct.Shape;

/** Holds weights in float32: in a panel, {@code [depth, outputs]}. */
final class FloatPanels implements Panels {
    private final int outputs;
    private final int depth;
    private final long panelBytes;
    private final long start;

    FloatPanels(int outputs, int inputs, Slabs slabs) {
        this.outputs = outputs;
        depth = inputs;
        panelBytes = (long) inputs * WIDTH * Float.BYTES;
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
            for (int k = 0; k < depth; k++) {
                Memory.putFloat(at + 4L * WIDTH * k, row[k]);
            }
        }
    }

    @Override
    public void multiply(int panel, int rows, long inputs, long out, int stride, boolean adds, Scratch scratch) {
        int columns = Math.min(WIDTH, outputs - panel * WIDTH);
        for (int row = 0; row < rows; row += ROWS) {
            int count = Panels.padded(Math.min(ROWS, rows - row));
            PanelProduct.float32(
                    new Shape(count, columns, depth, WIDTH, stride, adds),
                    inputs + 4L * depth * row,
                    start + panel * panelBytes,
                    out + 4L * stride * row);
        }
    }

    @Override
    public void read(int output, long to) {
        long at = at(output / WIDTH, output % WIDTH);
        for (int k = 0; k < depth; k++) {
            Memory.putFloat(to + 4L * k, Memory.getFloat(at + 4L * WIDTH * k));
        }
    }

    private long at(int panel, int column) {
        return start + panel * panelBytes + 4L * column;
    }
}
