package dev.lathe.model.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Reads and writes native memory by address, a vector or an element at a time; nothing is checked. */
public final class Memory {
    public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    public static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    public static final VectorSpecies<Short> HALVES =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
    public static final VectorSpecies<Byte> QUARTERS =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 4));
    public static final int LANES = FLOATS.length();
    public static final int HIGH = 0xffff0000;

    /** Everything there is, so that an address is an offset. */
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private Memory() {}

    public static FloatVector floats(long address) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER);
    }

    public static void put(long address, FloatVector values) {
        values.intoMemorySegment(ALL, address, ORDER);
    }

    public static FloatVector broadcast(long address) {
        return FloatVector.broadcast(FLOATS, ALL.get(ValueLayout.JAVA_FLOAT, address));
    }

    public static IntVector ints(long address) {
        return IntVector.fromMemorySegment(INTS, ALL, address, ORDER);
    }

    public static void put(long address, IntVector values) {
        values.intoMemorySegment(ALL, address, ORDER);
    }

    /** Writes values that go into a product, as bfloat16 or as they are. */
    public static void putInput(long address, FloatVector values, boolean brain) {
        if (brain) {
            Brain.of(values).intoMemorySegment(ALL, address, ORDER);
        } else {
            put(address, values);
        }
    }

    public static void putInput(long address, float value, boolean brain) {
        if (brain) {
            putShort(address, Brain.of(value));
        } else {
            putFloat(address, value);
        }
    }

    public static ByteVector bytes(long address) {
        return ByteVector.fromMemorySegment(QUARTERS, ALL, address, ORDER);
    }

    /** Reads neighbouring bfloat16 values. */
    public static FloatVector brains(long address) {
        ShortVector halves = ShortVector.fromMemorySegment(HALVES, ALL, address, ORDER);
        return low((IntVector) halves.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0));
    }

    /** Returns the lower of the bfloat16 values in each pair. */
    public static FloatVector low(IntVector pairs) {
        return pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /** Returns the higher of the bfloat16 values in each pair. */
    public static FloatVector high(IntVector pairs) {
        return pairs.and(HIGH).reinterpretAsFloats();
    }

    public static float getFloat(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT, address);
    }

    public static void putFloat(long address, float value) {
        ALL.set(ValueLayout.JAVA_FLOAT, address, value);
    }

    public static short getShort(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT, address);
    }

    public static void putShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT, address, value);
    }

    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    public static MemorySegment segment(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }
}
