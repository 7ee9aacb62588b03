package dev.lathe.model.checkpoint;

/** Reads floating-point numbers of eight bits. Source: Micikevicius et al., FP8 Formats for Deep Learning, 2022. */
final class Float8 {
    private Float8() {}

    /** Reads four bits of exponent and three of mantissa: no infinities, and a NaN where all bits but the sign are set. */
    static float e4m3(byte bits) {
        int exponent = (bits >> 3) & 0xF;
        int mantissa = bits & 7;
        float value;
        if (exponent == 0xF && mantissa == 7) {
            value = Float.NaN;
        } else if (exponent == 0) {
            value = Math.scalb((float) mantissa, -9);
        } else {
            value = Math.scalb((float) (8 + mantissa), exponent - 10);
        }
        return bits < 0 ? -value : value;
    }

    /** Reads five bits of exponent and two of mantissa: the upper half of a float16. */
    static float e5m2(byte bits) {
        return Float.float16ToFloat((short) (bits << 8));
    }
}
