package dev.lathe.model.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Rounds float32 to bfloat16, to the nearest and of two equally near to the even one. Values are finite. */
public final class Brain {
    private static final int HALF = 0x7fff;

    private Brain() {}

    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + HALF + ((bits >>> 16) & 1)) >>> 16);
    }

    public static float toFloat(short value) {
        return Float.intBitsToFloat(value << 16);
    }

    /** Returns the rounded values in the low halves. */
    public static IntVector low(FloatVector values) {
        return rounded(values).lanewise(VectorOperators.LSHR, 16);
    }

    /** Returns the rounded values in the high halves. */
    public static IntVector high(FloatVector values) {
        return rounded(values).and(Memory.HIGH);
    }

    public static ShortVector of(FloatVector values) {
        return (ShortVector) low(values).castShape(Memory.HALVES, 0);
    }

    private static IntVector rounded(FloatVector values) {
        IntVector bits = values.reinterpretAsInts();
        IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
        return bits.add(HALF).add(odd);
    }
}
