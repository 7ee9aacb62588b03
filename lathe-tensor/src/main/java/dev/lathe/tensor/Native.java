package dev.lathe.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorVector;

/** Calls one native function: names the operator in what it throws, and gives each result an owner. */
final class Native {
    private Native() {}

    static org.bytedeco.pytorch.Tensor of(Operand tensor) {
        return ((Tensor) tensor).handle();
    }

    static Tensor unary(Operand self, String operator, UnaryOperator<org.bytedeco.pytorch.Tensor> call) {
        try {
            return Tensor.adopt(call.apply(of(self)));
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static Tensor binary(
            Operand self, Tensor other, String operator, BinaryOperator<org.bytedeco.pytorch.Tensor> call) {
        try {
            return Tensor.adopt(call.apply(of(self), other.handle()));
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static Tensor scalar(
            Operand self,
            double value,
            String operator,
            BiFunction<org.bytedeco.pytorch.Tensor, Scalar, org.bytedeco.pytorch.Tensor> call) {
        try (Scalar scalar = scalar(value)) {
            return Tensor.adopt(call.apply(of(self), scalar));
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static Tensor tensor(String operator, Supplier<org.bytedeco.pytorch.Tensor> call) {
        try {
            return Tensor.adopt(call.get());
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    /** Calls a function that changes its first tensor and returns a reference to it, which has nothing to free. */
    static Tensor inPlace(Operand self, String operator, Consumer<org.bytedeco.pytorch.Tensor> call) {
        try {
            call.accept(of(self));
            return (Tensor) self;
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static List<Tensor> tensors(String operator, Supplier<TensorVector> call) {
        try (TensorVector vector = call.get()) {
            return list(vector);
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static Ranked pair(Operand self, String operator, Function<org.bytedeco.pytorch.Tensor, T_TensorTensor_T> call) {
        try (T_TensorTensor_T pair = call.apply(of(self))) {
            // The tuple's own tensors die with it: copy the references.
            return new Ranked(
                    Tensor.adopt(new org.bytedeco.pytorch.Tensor(T_TensorTensor_T.get0(pair))),
                    Tensor.adopt(new org.bytedeco.pytorch.Tensor(T_TensorTensor_T.get1(pair))));
        } catch (RuntimeException e) {
            throw TorchException.of(operator, e);
        }
    }

    static List<Tensor> list(TensorVector vector) {
        int size = Math.toIntExact(vector.size());
        List<Tensor> tensors = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            // The vector's own tensors die with it: copy the references.
            tensors.add(Tensor.adopt(new org.bytedeco.pytorch.Tensor(vector.get(i))));
        }
        return tensors;
    }

    static TensorVector vector(List<Tensor> tensors) {
        TensorVector vector = new TensorVector(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            vector.put(i, tensors.get(i).handle());
        }
        return vector;
    }

    /** Makes a whole number an integer scalar, so that an integer tensor stays one; a floating tensor does not notice. */
    static Scalar scalar(double value) {
        long whole = (long) value;
        boolean isWhole = whole == value && Math.abs(value) < 1L << 53 && (whole != 0 || 1 / value > 0);
        return isWhole ? new Scalar(whole) : new Scalar(value);
    }
}
