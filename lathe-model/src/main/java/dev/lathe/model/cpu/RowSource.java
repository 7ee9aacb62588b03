package dev.lathe.model.cpu;

import dev.lathe.model.vector.Brain;
import dev.lathe.model.vector.Memory;
import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Reads the rows of a matrix, or of several of one width and type as if they lay one below the other.
 *
 * @param addresses where each row begins
 * @param columns how long a row is
 * @param brain whether elements are bfloat16, and not float32
 */
record RowSource(long[] addresses, int columns, boolean brain) {
    static RowSource of(Tensor matrix) {
        return of(matrix, IntUnaryOperator.identity());
    }

    /** Reads a matrix whose row i is the tensor's row {@code order(i)}. */
    static RowSource of(Tensor matrix, IntUnaryOperator order) {
        int columns = (int) matrix.size(1);
        boolean brain = switch (matrix.dtype()) {
            case BFLOAT16 -> true;
            case FLOAT32 -> false;
            case DType other -> throw new IllegalArgumentException("parameters are float32 or bfloat16, not " + other);
        };
        long start = matrix.memory().address();
        long stride = (long) columns * matrix.dtype().bytes();
        long[] addresses = new long[(int) matrix.size(0)];
        Arrays.setAll(addresses, row -> start + stride * order.applyAsInt(row));
        return new RowSource(addresses, columns, brain);
    }

    RowSource and(RowSource below) {
        if (below.columns != columns || below.brain != brain) {
            throw new IllegalArgumentException("matrices that are joined have one width and one type");
        }
        long[] all = Arrays.copyOf(addresses, addresses.length + below.addresses.length);
        System.arraycopy(below.addresses, 0, all, addresses.length, below.addresses.length);
        return new RowSource(all, columns, brain);
    }

    int rows() {
        return addresses.length;
    }

    /** Copies a row and fills it up with zeros; a row beyond the last is all zeros. */
    void read(int row, float[] into) {
        Arrays.fill(into, 0);
        if (row < addresses.length) {
            long address = addresses[row];
            for (int i = 0; i < columns; i++) {
                into[i] = brain ? Brain.toFloat(Memory.getShort(address + 2L * i)) : Memory.getFloat(address + 4L * i);
            }
        }
    }
}
