package dev.lathe.model.cpu;

import static dev.lathe.model.vector.Memory.FLOATS;
import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.model.vector.Memory;
import dev.lathe.model.vector.VectorMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Turns scores into weights that are yet to be divided by their sum. */
final class SoftMax {
    private SoftMax() {}

    /**
     * Replaces scores by {@code e^(score - largest)}.
     *
     * @param count how many scores there are
     * @param filled a multiple of the vector's length, up to which zeros follow
     * @param scratch room for a vector
     * @return the sum
     */
    static float apply(long scores, int count, int filled, long scratch) {
        for (int i = count; i < filled; i++) {
            Memory.putFloat(scores + 4L * i, Float.NEGATIVE_INFINITY);
        }
        FloatVector most = Memory.floats(scores);
        for (int i = LANES; i < filled; i += LANES) {
            most = most.max(Memory.floats(scores + 4L * i));
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < filled; i += LANES) {
            FloatVector weight = VectorMath.exp(Memory.floats(scores + 4L * i).sub(largest));
            Memory.put(scores + 4L * i, weight);
            sum = sum.add(weight);
        }
        clear(scores, count, filled);
        return VectorMath.sum(sum, scratch);
    }

    /** Writes zeros. */
    static void clear(long scores, int from, int to) {
        for (int i = from; i < to; i++) {
            Memory.putFloat(scores + 4L * i, 0);
        }
    }
}
