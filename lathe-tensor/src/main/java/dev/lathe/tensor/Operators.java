package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/** Calls any operator that libtorch registers, by name: the way to what {@link Tensor} has no method for. */
public final class Operators {
    private static final Map<String, Operator> FOUND = new ConcurrentHashMap<>();

    private Operators() {}

    /**
     * Calls an operator, such as {@code call("aten::_fused_adamw_", "", ...)}. Arguments are given in the order of the operator's
     * schema, the keyword-only ones too; trailing ones may be left out if they have defaults. A Java value stands for the type that
     * the schema names: {@code Tensor}, {@code null} for an absent one, numbers, {@code boolean}, {@code String}, {@code DType},
     * {@code Device}, {@code long[]}, {@code double[]}, {@code boolean[]} and {@code List} of any of these.
     *
     * @return the tensors among the results, in order, lists flattened
     * @throws TorchException if there is no such operator or it refuses
     * @throws IllegalArgumentException if an argument does not fit the schema
     */
    public static List<Tensor> call(String name, String overload, @Nullable Object... arguments) {
        Torch.init();
        String key = name + "." + overload;
        Operator operator = FOUND.get(key);
        if (operator == null) {
            operator = FOUND.computeIfAbsent(key, _ -> Operator.find(name, overload));
        }
        return run(operator, arguments);
    }

    private static List<Tensor> run(Operator operator, @Nullable Object[] arguments) {
        try (IValueVector stack = operator.stack(arguments)) {
            operator.handle().callBoxed(stack);
            List<Tensor> results = new ArrayList<>();
            for (long i = 0; i < stack.size(); i++) {
                collect(stack.get(i), results);
            }
            return results;
        } catch (RuntimeException e) {
            throw TorchException.of(operator.name(), e);
        }
    }

    private static void collect(IValue value, List<Tensor> results) {
        if (value.isTensor()) {
            // The reference points into the stack, which is about to go: copy it.
            results.add(Tensor.adopt(new org.bytedeco.pytorch.Tensor(value.toTensor())));
        } else if (value.isTensorList()) {
            try (TensorVector vector = value.toTensorVector()) {
                results.addAll(Native.list(vector));
            }
        } else if (value.isList()) {
            try (GenericList list = value.toList()) {
                for (long i = 0; i < list.size(); i++) {
                    try (IValue element = list.get(i)) {
                        collect(element, results);
                    }
                }
            }
        }
    }
}
