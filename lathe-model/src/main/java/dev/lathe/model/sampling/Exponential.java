package dev.lathe.model.sampling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes e to the power of numbers that are not positive, with a relative error below 1e-7; below -87 the result is 0. Its steps are
 * exact in IEEE arithmetic, so that every machine gets the same bits (Cephes: expf).
 */
final class Exponential {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final float SMALLEST = -87;
    private static final int MANTISSA_BITS = 23;

    /** Adding it rounds a small float to an integer that stands in its lowest bits. */
    private static final FloatVector ROUNDING = all(0x1.8p23f);

    private static final FloatVector LOG2_E = all(1.442695f);
    private static final FloatVector MINUS_LN2_HIGH = all(-0.6933594f);
    private static final FloatVector MINUS_LN2_LOW = all(2.1219444e-4f);
    private static final FloatVector P0 = all(1.9875691e-4f);
    private static final FloatVector P1 = all(1.3981999e-3f);
    private static final FloatVector P2 = all(8.333452e-3f);
    private static final FloatVector P3 = all(4.1665796e-2f);
    private static final FloatVector P4 = all(0.16666666f);
    private static final FloatVector P5 = all(0.5f);

    private Exponential() {}

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static FloatVector of(FloatVector powers) {
        VectorMask<Float> vanishing = powers.compare(VectorOperators.LT, SMALLEST);
        FloatVector power = powers.max(SMALLEST);
        FloatVector rounded = power.fma(LOG2_E, ROUNDING);
        var exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        FloatVector twos = rounded.sub(ROUNDING);
        FloatVector rest = twos.fma(MINUS_LN2_LOW, twos.fma(MINUS_LN2_HIGH, power));
        FloatVector mantissa =
                P0.fma(rest, P1).fma(rest, P2).fma(rest, P3).fma(rest, P4).fma(rest, P5);
        FloatVector scaled = mantissa.mul(rest).fma(rest, rest).add(1);
        return scaled.reinterpretAsInts().add(exponent).reinterpretAsFloats().blend(0, vanishing);
    }
}
