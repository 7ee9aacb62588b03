package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueOptional;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Type;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the dispatcher knows about one operator. It is found once and lives as long as the process.
 *
 * @param name the name in messages
 * @param handle the dispatcher's entry
 * @param parameters the schema's parameters in order
 */
record Operator(String name, OperatorHandle handle, List<Parameter> parameters) {
    /**
     * @param name the name in the schema
     * @param type the type in the schema, whose lists need it
     * @param text the type as text, such as {@code Tensor?[]}
     * @param fallback the default value
     */
    record Parameter(
            String name,
            Type.TypePtr type,
            String text,
            @Nullable IValue fallback) {}

    static Operator find(String name, String overload) {
        String label = overload.isEmpty() ? name : name + "." + overload;
        try {
            OperatorHandle handle = Dispatcher.singleton().findSchemaOrThrow(name, overload);
            // Kept for good, whatever scope of JavaCPP somebody may have open.
            handle.retainReference();
            return new Operator(label, handle, parameters(handle.schema()));
        } catch (RuntimeException e) {
            throw TorchException.of(label, e);
        }
    }

    IValueVector stack(@Nullable Object[] arguments) {
        if (arguments.length > parameters.size()) {
            throw new IllegalArgumentException(
                    name + " takes " + parameters.size() + " arguments, not " + arguments.length);
        }
        IValueVector stack = new IValueVector(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            put(stack, i, arguments);
        }
        return stack;
    }

    private void put(IValueVector stack, int place, @Nullable Object[] arguments) {
        Parameter parameter = parameters.get(place);
        if (place < arguments.length) {
            try (IValue value = Boxes.box(arguments[place], parameter.type(), parameter.text())) {
                stack.put(place, value);
            } catch (IllegalArgumentException e) {
                stack.close();
                throw new IllegalArgumentException(name + ", argument " + parameter.name() + ": " + e.getMessage(), e);
            }
        } else if (parameter.fallback() != null) {
            stack.put(place, parameter.fallback());
        } else {
            stack.close();
            throw new IllegalArgumentException(name + " needs argument " + parameter.name());
        }
    }

    private static List<Parameter> parameters(FunctionSchema schema) {
        Argument first = schema.arguments();
        List<Parameter> parameters = new ArrayList<>();
        for (long i = 0; i < first.limit(); i++) {
            Argument argument = first.getPointer(i);
            Type.TypePtr type = new Type.TypePtr(argument.type());
            parameters.add(
                    new Parameter(text(argument.name()), type, text(type.get().str()), fallback(argument)));
        }
        return parameters;
    }

    private static @Nullable IValue fallback(Argument argument) {
        IValueOptional value = argument.default_value();
        return value.has_value() ? new IValue(value.get()) : null;
    }

    private static String text(BytePointer characters) {
        try (characters) {
            return characters.getString();
        }
    }
}
