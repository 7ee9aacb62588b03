package dev.lathe.model.vector;

import static dev.lathe.model.vector.Memory.LANES;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.List;

/** Adds tensors of one shape up in a longer type, two of BFLOAT16 in one pass over memory. */
public final class WideSum {
    /** Elements of a row: a few of them stay in a processor's first cache. */
    private static final int WIDTH = 2048;

    private WideSum() {}

    /**
     * Replaces a tensor's elements by the sum of others.
     *
     * @param parts one or more, none of a longer type
     */
    public static void into(Tensor sum, List<Tensor> parts) {
        Tensor first = parts.getFirst();
        if (parts.size() == 2 && sum.dtype() == DType.FLOAT32 && parts.stream().allMatch(WideSum::isShort)) {
            add(first, parts.getLast(), sum);
        } else {
            sum.copy_(first);
            parts.stream().skip(1).forEach(sum::add_);
        }
    }

    private static boolean isShort(Tensor part) {
        return VectorModule.isPresent()
                && part.dtype() == DType.BFLOAT16
                && part.numel() % LANES == 0
                && part.device().kind() == Device.Kind.CPU
                && part.isContiguous();
    }

    private static void add(Tensor one, Tensor other, Tensor sum) {
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
