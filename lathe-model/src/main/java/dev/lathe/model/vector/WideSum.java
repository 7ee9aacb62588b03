package dev.lathe.model.vector;

import dev.lathe.tensor.DType;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;
import java.util.List;

/** Adds tensors of one shape up in a longer type, two of BFLOAT16 in one pass over memory. */
public final class WideSum {
    private WideSum() {}

    /**
     * Replaces a tensor's elements by the sum of others.
     *
     * @param parts one or more, none of a longer type
     */
    public static void into(Tensor sum, List<Tensor> parts) {
        Tensor first = parts.getFirst();
        if (parts.size() == 2 && sum.dtype() == DType.FLOAT32 && parts.stream().allMatch(WideSum::isShort)) {
            BrainPairs.add(first, parts.getLast(), sum);
        } else {
            sum.copy_(first);
            parts.stream().skip(1).forEach(sum::add_);
        }
    }

    private static boolean isShort(Tensor part) {
        return VectorModule.isPresent()
                && part.dtype() == DType.BFLOAT16
                && part.numel() % BrainPairs.COUNT == 0
                && part.device().kind() == Device.Kind.CPU
                && part.isContiguous();
    }
}
