package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Memory;
import dev.lathe.model.vector.VectorMath;
import jdk.incubator.vector.FloatVector;

/** Divides rows by the root of their mean square, and multiplies by weights: {@code x / sqrt(mean(x^2) + eps) * weight}. */
final class RootMeanSquare {
    private final float epsilon;
    private final boolean brain;
    private final int bytes;

    /** @param brain whether results are written as bfloat16 */
    RootMeanSquare(double epsilon, boolean brain) {
        this.epsilon = (float) epsilon;
        this.brain = brain;
        bytes = brain ? Short.BYTES : Float.BYTES;
    }

    /**
     * Norms a row.
     *
     * @param size how many elements the mean is over
     * @param width what the row is filled up to with zeros, a multiple of {@value Panels#WIDTH}
     */
    void apply(long row, int size, int width, long weight, long out, long scratch) {
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = even;
        for (int i = 0; i < width; i += 2 * LANES) {
            FloatVector x = Memory.floats(row + 4L * i);
            FloatVector y = Memory.floats(row + 4L * (i + LANES));
            even = x.fma(x, even);
            odd = y.fma(y, odd);
        }
        float factor = factor(VectorMath.sum(even.add(odd), scratch), size);
        for (int i = 0; i < width; i += LANES) {
            FloatVector x = Memory.floats(row + 4L * i).mul(factor).mul(Memory.floats(weight + 4L * i));
            Memory.putInput(out + (long) bytes * i, x, brain);
        }
    }

    /** Norms a head in its place. */
    void applyToHead(long head, int size, long weight) {
        float sum = 0;
        for (int i = 0; i < size; i++) {
            float x = Memory.getFloat(head + 4L * i);
            sum += x * x;
        }
        float factor = factor(sum, size);
        for (int i = 0; i < size; i++) {
            long at = 4L * i;
            Memory.putFloat(head + at, Memory.getFloat(head + at) * factor * Memory.getFloat(weight + at));
        }
    }

    private float factor(float sum, int size) {
        return (float) (1 / Math.sqrt(sum / size + epsilon));
    }
}
