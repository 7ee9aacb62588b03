package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Tensor;

/**
 * Lets rows of float32 or bfloat16 be computed with as float32: those of bfloat16 by way of a copy in the processor's first cache.
 *
 * @param brain whether elements are bfloat16
 */
record Elements(boolean brain) {
    /** Tells whether rows of a type and width can be computed with. */
    static boolean are(DType type, int width) {
        return (type == DType.BFLOAT16 || type == DType.FLOAT32) && width % LANES == 0;
    }

    static Elements of(Tensor tensor) {
        if (!are(tensor.dtype(), Math.toIntExact(tensor.size(-1)))) {
            throw new IllegalArgumentException("no rows of vectors of bfloat16 or float32: " + tensor);
        }
        return new Elements(tensor.dtype() == DType.BFLOAT16);
    }

    /** Returns where a tensor begins, whose elements lie side by side. */
    static long address(Tensor tensor) {
        return tensor.memory().address();
    }

    long bytes(long count) {
        return count * (brain ? Short.BYTES : Float.BYTES);
    }

    /** Returns where elements are as float32: themselves, or a copy in the room for it. */
    long read(long elements, int count, long room) {
        if (!brain) {
            return elements;
        }
        for (int i = 0; i < count; i += LANES) {
            Memory.put(room + 4L * i, Memory.brains(elements + 2L * i));
        }
        return room;
    }

    /** Returns where elements are to be put as float32 before they are {@link #written}. */
    long target(long elements, long room) {
        return brain ? room : elements;
    }

    /** Rounds what has been put to the target, unless that is where it belongs. */
    void written(long target, int count, long elements) {
        if (brain) {
            for (int i = 0; i < count; i += LANES) {
                Memory.putInput(elements + 2L * i, Memory.floats(target + 4L * i), true);
            }
        }
    }
}
