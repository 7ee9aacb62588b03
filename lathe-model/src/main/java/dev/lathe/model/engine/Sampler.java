package dev.lathe.model.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Chooses places in rows of float32. */
final class Sampler {
    private Sampler() {}

    /** Returns the place of the largest value; of the first, if there are several. */
    static int largest(MemorySegment values, long offset, int length) {
        int best = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            float value = at(values, offset + i);
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        return best;
    }

    /**
     * Draws a place by the inverse of the distribution function.
     *
     * @param probabilities not negative; their sum may be off 1 by rounding
     * @param uniform from [0, 1)
     */
    static int draw(MemorySegment probabilities, long offset, int length, double uniform) {
        double target = uniform * sum(probabilities, offset, length);
        for (int i = 0; i < length; i++) {
            target -= at(probabilities, offset + i);
            if (target < 0) {
                return i;
            }
        }
        return largest(probabilities, offset, length);
    }

    private static double sum(MemorySegment values, long offset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += at(values, offset + i);
        }
        return sum;
    }

    private static float at(MemorySegment values, long index) {
        return values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }
}
