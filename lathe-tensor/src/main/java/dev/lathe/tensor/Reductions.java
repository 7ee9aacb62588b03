package dev.lathe.tensor;

import org.bytedeco.pytorch.LongOptional;

/** Many elements to one, or each to something that depends on its row. Negative dimensions count from the last. */
sealed interface Reductions extends Operand permits Tensor {
    /** Adds all elements; shape {@code []}. */
    default Tensor sum() {
        return Native.unary(this, "sum", a -> a.sum());
    }

    /** Averages all elements; shape {@code []}. */
    default Tensor mean() {
        return Native.unary(this, "mean", a -> a.mean());
    }

    /** Takes the largest of all elements; shape {@code []}. */
    default Tensor max() {
        return Native.unary(this, "max", a -> a.max());
    }

    /** Takes the smallest of all elements; shape {@code []}. */
    default Tensor min() {
        return Native.unary(this, "min", a -> a.min());
    }

    /** Adds along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor sum(long dim, boolean keep) {
        return Native.unary(this, "sum", a -> a.sum(new long[] {dim}, keep, Constants.NO_TYPE));
    }

    /** Averages along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor mean(long dim, boolean keep) {
        return Native.unary(this, "mean", a -> a.mean(new long[] {dim}, keep, Constants.NO_TYPE));
    }

    /** Takes the largest along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor max(long dim, boolean keep) {
        return Native.unary(this, "amax", a -> a.amax(new long[] {dim}, keep));
    }

    /** Takes the smallest along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor min(long dim, boolean keep) {
        return Native.unary(this, "amin", a -> a.amin(new long[] {dim}, keep));
    }

    /** Returns the position of the largest element along a dimension, INT64; the first of several is not promised. */
    default Tensor argmax(long dim) {
        return Native.unary(this, "argmax", a -> {
            try (LongOptional along = new LongOptional(dim)) {
                return a.argmax(along, false);
            }
        });
    }

    /** Adds up along a dimension: element i is the sum of elements 0 to i. */
    default Tensor cumsum(long dim) {
        return Native.unary(this, "cumsum", a -> a.cumsum(dim));
    }

    /** Returns the {@code count} largest elements along a dimension, largest first. */
    default Ranked topk(long count, long dim) {
        return Native.pair(this, "topk", a -> a.topk(count, dim, true, true));
    }

    /** Sorts along a dimension; equal elements keep their order. */
    default Ranked sort(long dim, boolean descending) {
        return Native.pair(this, "sort", a -> a.sort(Constants.TRUE, dim, descending));
    }

    /** Returns the unbiased variance along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor variance(long dim, boolean keep) {
        return Native.unary(this, "var", a -> a.var(new long[] {dim}, true, keep));
    }

    /** Normalises exponentials to sum 1 along a dimension. */
    default Tensor softmax(long dim) {
        return Native.unary(this, "softmax", a -> a.softmax(dim));
    }

    /** Takes the logarithm of the softmax along a dimension. */
    default Tensor logSoftmax(long dim) {
        return Native.unary(this, "log_softmax", a -> a.log_softmax(dim));
    }

    /** Takes the logarithm of the sum of exponentials along a dimension, which stays with size 1 if {@code keep}. */
    default Tensor logsumexp(long dim, boolean keep) {
        return Native.unary(this, "logsumexp", a -> a.logsumexp(new long[] {dim}, keep));
    }
}
