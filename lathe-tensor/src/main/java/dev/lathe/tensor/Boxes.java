package dev.lathe.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Type;
import org.jspecify.annotations.Nullable;

/** Turns Java values into the boxed values of the dispatcher, as the schema's types say. */
final class Boxes {
    private Boxes() {}

    static IValue box(@Nullable Object value, Type.TypePtr type, String text) {
        return switch (value) {
            case null -> none(text);
            case Tensor tensor -> new IValue(tensor.handle());
            case Boolean truth -> new IValue(truth.booleanValue());
            case String string -> new IValue(string);
            case DType kind -> new IValue(NativeTypes.of(kind));
            case Device device -> device(device);
            case Double number -> new IValue(number.doubleValue());
            case Float number -> new IValue(number.doubleValue());
            case Long number -> whole(number, text);
            case Integer number -> whole(number, text);
            case long[] numbers -> list(Arrays.stream(numbers).boxed().toList(), type);
            case double[] numbers -> list(Arrays.stream(numbers).boxed().toList(), type);
            case boolean[] truths ->
                list(IntStream.range(0, truths.length).mapToObj(i -> truths[i]).toList(), type);
            case List<?> values -> list(values, type);
            default ->
                throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " is no " + text);
        };
    }

    private static IValue none(String text) {
        if (!text.endsWith("?")) {
            throw new IllegalArgumentException("null is no " + text);
        }
        return new IValue();
    }

    /** A boxed integer is not converted by the native side: a parameter of type float needs a boxed double. */
    private static IValue whole(long number, String text) {
        return text.startsWith("float") ? new IValue((double) number) : new IValue(number);
    }

    private static IValue device(Device device) {
        try (org.bytedeco.pytorch.Device target = NativeTypes.of(device)) {
            return new IValue(target);
        }
    }

    private static IValue list(List<?> values, Type.TypePtr type) {
        try (Type.TypePtr elements = elementType(type);
                GenericList list = new GenericList(elements)) {
            String text = elements.get().str().getString();
            for (Object value : values) {
                try (IValue element = box(value, elements, text)) {
                    list.push_back(element);
                }
            }
            return new IValue(list);
        }
    }

    private static Type.TypePtr elementType(Type.TypePtr type) {
        if (type.get().containedTypeSize() != 1) {
            throw new IllegalArgumentException(
                    "a list is no " + type.get().str().getString());
        }
        Type.TypePtr contained = type.get().containedType(0);
        // An optional list, such as int[]?, contains the list type, which contains the element type.
        boolean isOptional = type.get().kind().intern() == org.bytedeco.pytorch.global.torch.TypeKind.OptionalType;
        return isOptional ? contained.get().containedType(0) : contained;
    }
}
