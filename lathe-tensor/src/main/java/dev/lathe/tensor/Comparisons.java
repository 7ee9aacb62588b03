package dev.lathe.tensor;

/** Element by element questions, which give BOOL tensors; shapes broadcast. */
sealed interface Comparisons extends Operand permits Tensor {
    /** Tells where elements are equal to the other's. */
    default Tensor eq(Tensor other) {
        return Native.binary(this, other, "eq", (a, b) -> a.eq(b));
    }

    /** Tells where elements are equal to a number. */
    default Tensor eq(double value) {
        return Native.scalar(this, value, "eq", (a, s) -> a.eq(s));
    }

    /** Tells where elements are less than the other's. */
    default Tensor lt(Tensor other) {
        return Native.binary(this, other, "lt", (a, b) -> a.lt(b));
    }

    /** Tells where elements are less than a number. */
    default Tensor lt(double value) {
        return Native.scalar(this, value, "lt", (a, s) -> a.lt(s));
    }

    /** Tells where elements are at most the other's. */
    default Tensor le(Tensor other) {
        return Native.binary(this, other, "le", (a, b) -> a.le(b));
    }

    /** Tells where elements are at most a number. */
    default Tensor le(double value) {
        return Native.scalar(this, value, "le", (a, s) -> a.le(s));
    }

    /** Tells where elements are greater than the other's. */
    default Tensor gt(Tensor other) {
        return Native.binary(this, other, "gt", (a, b) -> a.gt(b));
    }

    /** Tells where elements are greater than a number. */
    default Tensor gt(double value) {
        return Native.scalar(this, value, "gt", (a, s) -> a.gt(s));
    }

    /** Tells where elements are at least the other's. */
    default Tensor ge(Tensor other) {
        return Native.binary(this, other, "ge", (a, b) -> a.ge(b));
    }

    /** Tells where elements are at least a number. */
    default Tensor ge(double value) {
        return Native.scalar(this, value, "ge", (a, s) -> a.ge(s));
    }

    /** Tells where both are true. */
    default Tensor logicalAnd(Tensor other) {
        return Native.binary(this, other, "logical_and", (a, b) -> a.logical_and(b));
    }

    /** Tells where elements are false. */
    default Tensor logicalNot() {
        return Native.unary(this, "logical_not", a -> a.logical_not());
    }

    /** Tells where elements are neither infinite nor NaN. */
    default Tensor isFinite() {
        return Native.unary(this, "isfinite", a -> a.isfinite());
    }

    /** Tells whether every element is true. */
    default boolean all() {
        try (Tensor all = Native.unary(this, "all", a -> a.all())) {
            return all.item() != 0;
        }
    }

    /** Tells whether any element is true. */
    default boolean any() {
        try (Tensor any = Native.unary(this, "any", a -> a.any())) {
            return any.item() != 0;
        }
    }
}
