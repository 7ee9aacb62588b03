package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Computes by elementary operations only, so that interpreted and compiled code agree in every bit: the Vector API leaves open in which
 * order lanes are added up and how exact its own exponential is.
 */
public final class VectorMath {
    /** Adding it to a small number leaves that number rounded in the lowest bits. */
    private static final float ROUNDING = 12_582_912f;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float LARGEST = 87f;

    private VectorMath() {}

    /** Returns e to the power of values, which are cut to [-87, 87]; the relative error is below 2e-7. Source: Cephes, expf. */
    public static FloatVector exp(FloatVector values) {
        FloatVector x = values.max(-LARGEST).min(LARGEST);
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOATS, LOG2_E), FloatVector.broadcast(FLOATS, ROUNDING));
        FloatVector power = shifted.sub(ROUNDING);
        FloatVector rest = power.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x);
        rest = power.fma(FloatVector.broadcast(FLOATS, -LN2_LOW), rest);
        FloatVector sum = FloatVector.broadcast(FLOATS, 0.00019875691f);
        sum = sum.fma(rest, FloatVector.broadcast(FLOATS, 0.0013981999f));
        sum = sum.fma(rest, FloatVector.broadcast(FLOATS, 0.008333452f));
        sum = sum.fma(rest, FloatVector.broadcast(FLOATS, 0.041665796f));
        sum = sum.fma(rest, FloatVector.broadcast(FLOATS, 0.16666666f));
        sum = sum.fma(rest, FloatVector.broadcast(FLOATS, 0.5f));
        sum = sum.fma(rest.mul(rest), rest.add(1));
        return sum.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    /** Returns {@code x / (1 + e^-x)}. */
    public static FloatVector silu(FloatVector x) {
        return x.div(exp(x.neg()).add(1));
    }

    /** Returns {@code 1 / (1 + e^-x)}. */
    public static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(FLOATS, 1).div(exp(x.neg()).add(1));
    }

    /** Adds up the lanes: in halves, quarters and so on, by way of memory. */
    public static float sum(FloatVector values, long scratch) {
        Memory.put(scratch, values);
        for (int half = Memory.LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                long at = scratch + 4L * lane;
                Memory.putFloat(at, Memory.getFloat(at) + Memory.getFloat(at + 4L * half));
            }
        }
        return Memory.getFloat(scratch);
    }
}
