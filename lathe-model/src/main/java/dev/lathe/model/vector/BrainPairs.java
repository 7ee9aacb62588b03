package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.tensor.Tensor;

/** Adds bfloat16 to bfloat16 in float32, in one pass over memory. */
final class BrainPairs {
    /** Divides the number of elements. */
    static final int COUNT = LANES;

    /** Elements of a row: a few of them stay in a processor's first cache. */
    private static final int WIDTH = 2048;

    private BrainPairs() {}

    /** Replaces a FLOAT32 tensor's elements by the sums of those of two BFLOAT16 tensors. */
    static void add(Tensor one, Tensor other, Tensor sum) {
        long count = sum.numel();
        long first = Elements.address(one);
        long second = Elements.address(other);
        long out = Elements.address(sum);
        RowParts.each(
                Math.toIntExact(Math.ceilDiv(count, WIDTH)),
                0,
                (_, from, to, _) -> add((long) from * WIDTH, Math.min(count, (long) to * WIDTH), first, second, out));
    }

    private static void add(long from, long to, long first, long second, long out) {
        for (long i = from; i < to; i += LANES) {
            Memory.put(out + 4 * i, Memory.brains(first + 2 * i).add(Memory.brains(second + 2 * i)));
        }
    }
}
