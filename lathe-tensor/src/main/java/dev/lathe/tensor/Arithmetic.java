package dev.lathe.tensor;

import org.bytedeco.pytorch.global.torch;

/** Element by element; shapes broadcast. A whole number as operand leaves an integer tensor an integer tensor. */
sealed interface Arithmetic extends Operand permits Tensor {
    /** Adds. */
    default Tensor add(Tensor other) {
        return Native.binary(this, other, "add", (a, b) -> a.add(b));
    }

    /** Adds a number. */
    default Tensor add(double value) {
        return Native.scalar(this, value, "add", (a, s) -> a.add(s));
    }

    /** Subtracts. */
    default Tensor sub(Tensor other) {
        return Native.binary(this, other, "sub", (a, b) -> a.sub(b));
    }

    /** Subtracts a number. */
    default Tensor sub(double value) {
        return Native.scalar(this, value, "sub", (a, s) -> a.sub(s));
    }

    /** Multiplies. */
    default Tensor mul(Tensor other) {
        return Native.binary(this, other, "mul", (a, b) -> a.mul(b));
    }

    /** Multiplies by a number. */
    default Tensor mul(double value) {
        return Native.scalar(this, value, "mul", (a, s) -> a.mul(s));
    }

    /** Divides; integers give floating results. */
    default Tensor div(Tensor other) {
        return Native.binary(this, other, "div", (a, b) -> a.div(b));
    }

    /** Divides by a number; integers give floating results. */
    default Tensor div(double value) {
        return Native.scalar(this, value, "div", (a, s) -> a.div(s));
    }

    /** Raises to a power. */
    default Tensor pow(Tensor other) {
        return Native.binary(this, other, "pow", (a, b) -> a.pow(b));
    }

    /** Raises to a power. */
    default Tensor pow(double value) {
        return Native.scalar(this, value, "pow", (a, s) -> a.pow(s));
    }

    /** Changes the sign. */
    default Tensor neg() {
        return Native.unary(this, "neg", a -> a.neg());
    }

    /** Drops the sign. */
    default Tensor abs() {
        return Native.unary(this, "abs", a -> a.abs());
    }

    /** Returns e to the power of each element. */
    default Tensor exp() {
        return Native.unary(this, "exp", a -> a.exp());
    }

    /** Takes the natural logarithm. */
    default Tensor log() {
        return Native.unary(this, "log", a -> a.log());
    }

    /** Takes the natural logarithm of one plus each element. */
    default Tensor log1p() {
        return Native.unary(this, "log1p", a -> a.log1p());
    }

    /** Takes the square root. */
    default Tensor sqrt() {
        return Native.unary(this, "sqrt", a -> a.sqrt());
    }

    /** Squares. */
    default Tensor square() {
        return Native.unary(this, "square", a -> a.square());
    }

    /** Takes the sine of radians. */
    default Tensor sin() {
        return Native.unary(this, "sin", a -> a.sin());
    }

    /** Takes the cosine of radians. */
    default Tensor cos() {
        return Native.unary(this, "cos", a -> a.cos());
    }

    /** Takes the hyperbolic tangent. */
    default Tensor tanh() {
        return Native.unary(this, "tanh", a -> a.tanh());
    }

    /** Squashes to between 0 and 1: {@code 1 / (1 + exp(-x))}. */
    default Tensor sigmoid() {
        return Native.unary(this, "sigmoid", a -> a.sigmoid());
    }

    /** Rounds down. */
    default Tensor floor() {
        return Native.unary(this, "floor", a -> a.floor());
    }

    /** Rounds to the nearest whole number, halves to even. */
    default Tensor round() {
        return Native.unary(this, "round", a -> a.round());
    }

    /** Returns -1, 0 or 1. */
    default Tensor sign() {
        return Native.unary(this, "sign", a -> a.sign());
    }

    /** Gates by its own sigmoid: {@code x / (1 + exp(-x))}. */
    default Tensor silu() {
        return Native.unary(this, "silu", torch::silu);
    }

    /** Multiplies by the normal distribution function, exactly (by {@code erf}). */
    default Tensor gelu() {
        return Native.unary(this, "gelu", torch::gelu);
    }

    /** Multiplies by an approximation of the normal distribution function: {@code x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))}. */
    default Tensor geluTanh() {
        return Operators.call("aten::gelu", "", this, "tanh").getFirst();
    }

    /** Computes {@code log(1 + exp(x))} without overflow. */
    default Tensor softplus() {
        return Native.unary(this, "softplus", torch::softplus);
    }

    /** Takes the larger of two elements. */
    default Tensor maximum(Tensor other) {
        return Native.binary(this, other, "maximum", torch::maximum);
    }

    /** Takes the smaller of two elements. */
    default Tensor minimum(Tensor other) {
        return Native.binary(this, other, "minimum", torch::minimum);
    }

    /** Adds the product of two tensors in one pass: {@code this + first * second}. */
    default Tensor addProduct(Tensor first, Tensor second) {
        return Native.unary(this, "addcmul", a -> a.addcmul(first.handle(), second.handle()));
    }

    /** Limits elements to {@code [low, high]}; an infinite bound does not limit. */
    default Tensor clamp(double low, double high) {
        return Native.tensor("clamp", () -> Limits.clamp(Native.of(this), low, high));
    }
}
