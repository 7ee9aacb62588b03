package dev.lathe.tensor;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;

/** The same elements in another shape, mostly without a copy. Negative dimensions count from the last. */
sealed interface Layout extends Operand permits Tensor {
    /** Exchanges two dimensions; a view. */
    default Tensor transpose(long first, long second) {
        return Native.unary(this, "transpose", a -> a.transpose(first, second));
    }

    /** Gives another shape, where one size may be -1; a view if the layout allows it, else a copy. */
    default Tensor reshape(long... shape) {
        return Native.unary(this, "reshape", a -> a.reshape(shape));
    }

    /**
     * Gives another shape, where one size may be -1; always a view.
     *
     * @throws TorchException if the layout does not allow a view
     */
    default Tensor view(long... shape) {
        return Native.unary(this, "view", a -> a.view(shape));
    }

    /** Repeats dimensions of size 1 without a copy; -1 keeps a size. */
    default Tensor expand(long... shape) {
        return Native.unary(this, "expand", a -> a.expand(shape));
    }

    /** Repeats the whole tensor along each dimension; a copy. */
    default Tensor repeat(long... times) {
        return Native.unary(this, "repeat", a -> a.repeat(times));
    }

    /** Inserts a dimension of size 1; a view. */
    default Tensor unsqueeze(long dim) {
        return Native.unary(this, "unsqueeze", a -> a.unsqueeze(dim));
    }

    /** Drops a dimension of size 1; a view. */
    default Tensor squeeze(long dim) {
        return Native.unary(this, "squeeze", a -> a.squeeze(dim));
    }

    /** Merges the dimensions from {@code first} to {@code last}. */
    default Tensor flatten(long first, long last) {
        return Native.unary(this, "flatten", a -> a.flatten(first, last));
    }

    /** Takes {@code length} elements from {@code start} along a dimension; a view. */
    default Tensor narrow(long dim, long start, long length) {
        return Native.unary(this, "narrow", a -> a.narrow(dim, start, length));
    }

    /** Takes one element along a dimension, which goes; a view. */
    default Tensor select(long dim, long index) {
        return Native.unary(this, "select", a -> a.select(dim, index));
    }

    /** Takes every {@code step}th element in {@code [start, end)} along a dimension; a view. */
    default Tensor slice(long dim, long start, long end, long step) {
        return Native.unary(this, "slice", a -> {
            try (LongOptional from = new LongOptional(start);
                    LongOptional to = new LongOptional(end)) {
                return a.slice(dim, from, to, step);
            }
        });
    }

    /** Cuts into pieces of {@code size} along a dimension, of which the last may be smaller; views. */
    default List<Tensor> split(long size, long dim) {
        return Native.tensors("split", () -> Native.of(this).split(size, dim));
    }

    /** Cuts into pieces of the given sizes along a dimension; views. */
    default List<Tensor> split(long[] sizes, long dim) {
        return Native.tensors("split_with_sizes", () -> Native.of(this).split_with_sizes(sizes, dim));
    }

    /** Cuts into at most {@code count} pieces of one size along a dimension, of which the last may be smaller; views. */
    default List<Tensor> chunk(long count, long dim) {
        return Native.tensors("chunk", () -> Native.of(this).chunk(count, dim));
    }

    /** Returns itself if its elements lie in order without gaps, else such a copy. */
    default Tensor contiguous() {
        return Native.unary(this, "contiguous", a -> a.contiguous());
    }

    /** Keeps the lower triangle of the last two dimensions: column at most row + {@code diagonal}. */
    default Tensor tril(long diagonal) {
        return Native.unary(this, "tril", a -> a.tril(diagonal));
    }

    /** Keeps the upper triangle of the last two dimensions: column at least row + {@code diagonal}. */
    default Tensor triu(long diagonal) {
        return Native.unary(this, "triu", a -> a.triu(diagonal));
    }

    /** Shifts elements along a dimension, the last ones to the front; a copy. */
    default Tensor roll(long shift, long dim) {
        return Native.unary(this, "roll", a -> a.roll(new long[] {shift}, dim));
    }

    /** Reverses a dimension; a copy. */
    default Tensor flip(long dim) {
        return Native.unary(this, "flip", a -> a.flip(dim));
    }
}
