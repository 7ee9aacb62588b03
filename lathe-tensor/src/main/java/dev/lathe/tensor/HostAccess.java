package dev.lathe.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Elements as Java values. */
sealed interface HostAccess extends Operand permits Tensor {
    /**
     * Returns the memory of a contiguous tensor on the CPU, for reading and writing; valid while the tensor is open.
     *
     * @throws IllegalStateException if the tensor is on another device or not contiguous
     */
    default MemorySegment memory() {
        Tensor self = (Tensor) this;
        if (self.device().kind() != Device.Kind.CPU || !self.isContiguous()) {
            throw new IllegalStateException("only a contiguous tensor on the CPU has memory to look at: " + self);
        }
        long bytes = self.numel() * self.dtype().bytes();
        if (bytes == 0) {
            // libtorch gives such a tensor no address
            return MemorySegment.NULL;
        }
        return MemorySegment.ofAddress(Native.of(this).data_ptr().address()).reinterpret(bytes);
    }

    /** Returns the only element of a tensor with one element. */
    default double item() {
        try {
            return Native.of(this).item_double();
        } catch (RuntimeException e) {
            throw TorchException.of("item", e);
        }
    }

    /** Copies all elements in row-major order, converted to float. */
    default float[] toFloats() {
        try (Tensor host = HostCopy.of((Tensor) this, DType.FLOAT32)) {
            return host.memory().toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    /** Copies all elements in row-major order, converted to double. */
    default double[] toDoubles() {
        try (Tensor host = HostCopy.of((Tensor) this, DType.FLOAT64)) {
            return host.memory().toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    /** Copies all elements in row-major order, converted to long. */
    default long[] toLongs() {
        try (Tensor host = HostCopy.of((Tensor) this, DType.INT64)) {
            return host.memory().toArray(ValueLayout.JAVA_LONG);
        }
    }

    /** Copies all elements in row-major order, converted to int. */
    default int[] toInts() {
        try (Tensor host = HostCopy.of((Tensor) this, DType.INT32)) {
            return host.memory().toArray(ValueLayout.JAVA_INT);
        }
    }
}
