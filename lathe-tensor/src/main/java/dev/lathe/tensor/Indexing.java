package dev.lathe.tensor;

import org.bytedeco.pytorch.global.torch;

/** Elements chosen by INT64 positions or BOOL masks. */
sealed interface Indexing extends Operand permits Tensor {
    /** Takes the given positions along a dimension, in their order; positions {@code [n]}. */
    default Tensor indexSelect(long dim, Tensor positions) {
        return Native.binary(this, positions, "index_select", (a, i) -> a.index_select(dim, i));
    }

    /** Takes one element a position along a dimension: {@code out[i][j] = this[i][positions[i][j]]} for {@code dim} 1. */
    default Tensor gather(long dim, Tensor positions) {
        return Native.binary(this, positions, "gather", (a, i) -> a.gather(dim, i));
    }

    /** Takes the rows of this table {@code [rows, width]} at the given positions {@code [...]}; shape {@code [..., width]}. */
    default Tensor embedding(Tensor positions) {
        return Native.binary(this, positions, "embedding", torch::embedding);
    }

    /** Returns the positions of non-zero elements, INT64, shape {@code [count, dim()]}. */
    default Tensor nonzero() {
        return Native.unary(this, "nonzero", a -> a.nonzero());
    }

    /** Replaces elements by a number where the mask is true. */
    default Tensor maskedFill(Tensor mask, double value) {
        return Native.scalar(this, value, "masked_fill", (a, s) -> a.masked_fill(mask.handle(), s));
    }

    /** Takes this tensor's element where the condition is true, else the other's. */
    default Tensor where(Tensor condition, Tensor other) {
        return Native.tensor("where", () -> torch.where(condition.handle(), Native.of(this), other.handle()));
    }

    /** Copies slices of {@code source} to the given positions along a dimension; returns this tensor. */
    default Tensor indexCopy_(long dim, Tensor positions, Tensor source) {
        return Native.inPlace(this, "index_copy_", a -> a.index_copy_(dim, positions.handle(), source.handle()));
    }

    /** Adds slices of {@code source} at the given positions along a dimension; returns this tensor. */
    default Tensor indexAdd_(long dim, Tensor positions, Tensor source) {
        return Native.inPlace(this, "index_add_", a -> a.index_add_(dim, positions.handle(), source.handle()));
    }

    /** Adds elements of {@code source} at the given positions along a dimension; returns this tensor. */
    default Tensor scatterAdd_(long dim, Tensor positions, Tensor source) {
        return Native.inPlace(this, "scatter_add_", a -> a.scatter_add_(dim, positions.handle(), source.handle()));
    }
}
