package dev.lathe.tensor;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;

/** Changes of a tensor's own elements; each returns the tensor itself. */
sealed interface InPlace extends Operand permits Tensor {
    /** Copies another tensor's elements, converted to this type and device. */
    default Tensor copy_(Tensor source) {
        return Native.inPlace(this, "copy_", a -> a.copy_(source.handle()));
    }

    /** Adds. */
    default Tensor add_(Tensor other) {
        return Native.inPlace(this, "add_", a -> a.add_(other.handle()));
    }

    /** Adds {@code factor} times another tensor. */
    default Tensor add_(Tensor other, double factor) {
        return Native.inPlace(this, "add_", a -> {
            try (Scalar scalar = Native.scalar(factor)) {
                a.add_(other.handle(), scalar);
            }
        });
    }

    /** Adds a number. */
    default Tensor add_(double value) {
        return Native.inPlace(this, "add_", a -> {
            try (Scalar scalar = Native.scalar(value)) {
                a.add_(scalar);
            }
        });
    }

    /** Multiplies. */
    default Tensor mul_(Tensor other) {
        return Native.inPlace(this, "mul_", a -> a.mul_(other.handle()));
    }

    /** Multiplies by a number. */
    default Tensor mul_(double value) {
        return Native.inPlace(this, "mul_", a -> {
            try (Scalar scalar = Native.scalar(value)) {
                a.mul_(scalar);
            }
        });
    }

    /** Raises e to each element. */
    default Tensor exp_() {
        return Native.inPlace(this, "exp_", a -> a.exp_());
    }

    /** Adds the product of two matrices {@code [n, k]} and {@code [k, m]} to this one {@code [n, m]}. */
    default Tensor addProduct_(Tensor first, Tensor second) {
        return Native.inPlace(this, "addmm_", a -> a.addmm_(first.handle(), second.handle()));
    }

    /** Moves towards another tensor: {@code this += weight * (end - this)}. */
    default Tensor lerp_(Tensor end, double weight) {
        return Native.inPlace(this, "lerp_", a -> {
            try (Scalar scalar = new Scalar(weight)) {
                a.lerp_(end.handle(), scalar);
            }
        });
    }

    /** Sets every element to a number. */
    default Tensor fill_(double value) {
        return Native.inPlace(this, "fill_", a -> {
            try (Scalar scalar = Native.scalar(value)) {
                a.fill_(scalar);
            }
        });
    }

    /** Draws elements from the normal distribution. */
    default Tensor normal_(double mean, double deviation, Generator generator) {
        return Native.inPlace(this, "normal_", a -> {
            try (GeneratorOptional source = generator.optional()) {
                a.normal_(mean, deviation, source);
            }
        });
    }

    /** Draws elements evenly from {@code [low, high)}. */
    default Tensor uniform_(double low, double high, Generator generator) {
        return Native.inPlace(this, "uniform_", a -> {
            try (GeneratorOptional source = generator.optional()) {
                a.uniform_(low, high, source);
            }
        });
    }
}
