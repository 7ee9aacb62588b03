package dev.lathe.train.engine;

import dev.lathe.model.PackedSequences;
import dev.lathe.tensor.Device;
import dev.lathe.tensor.Tensor;

/**
 * Holds passages packed one behind the other; what several of them begin with is there once. The tensors belong to the scope in which it
 * was made.
 *
 * @param sequences the passages' tokens
 * @param places where among those tokens outputs are read, INT64 {@code [read]}, in the order of passages and places
 */
public record Rows(PackedSequences sequences, Tensor places) {
    /** Returns where the rows are computed. */
    public Device device() {
        return places.device();
    }

    /** Returns how many places are read. */
    public long read() {
        return places.numel();
    }
}
