package dev.lathe.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Holds numbers of one type in a box of some shape, in native memory: a handle on one tensor of libtorch. It belongs to the innermost
 * open {@link Scope} of the thread that made it, or else to its holder, who closes it. Several handles may share elements (views).
 * A refused operation throws a {@link TorchException}; a closed tensor throws an {@code IllegalStateException}.
 */
public final class Tensor
        implements AutoCloseable,
                Arithmetic,
                Comparisons,
                Gradients,
                HostAccess,
                Indexing,
                InPlace,
                Layout,
                Network,
                Reductions {
    private org.bytedeco.pytorch.@Nullable Tensor handle;
    private @Nullable Scope owner;
    private int slot = -1;

    private Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
    }

    /** Takes over a native tensor, for the innermost scope. */
    static Tensor adopt(org.bytedeco.pytorch.Tensor handle) {
        Tensor tensor = new Tensor(handle);
        Scope.register(tensor);
        return tensor;
    }

    /** Copies numbers to a FLOAT32 tensor. */
    public static Tensor of(float[] values, long... shape) {
        return fromMemory(MemorySegment.ofArray(values), DType.FLOAT32, shape);
    }

    /** Copies numbers to a FLOAT64 tensor. */
    public static Tensor of(double[] values, long... shape) {
        return fromMemory(MemorySegment.ofArray(values), DType.FLOAT64, shape);
    }

    /** Copies numbers to a vector of another tensor's type and device. */
    public static Tensor of(double[] values, Tensor like) {
        try (Tensor exact = of(values, values.length);
                Tensor typed = exact.to(like.dtype())) {
            return typed.to(like.device());
        }
    }

    /** Copies numbers to an INT64 tensor. */
    public static Tensor of(long[] values, long... shape) {
        return fromMemory(MemorySegment.ofArray(values), DType.INT64, shape);
    }

    /** Copies numbers to an INT64 tensor on a device. */
    public static Tensor of(long[] values, Device device, long... shape) {
        Tensor here = of(values, shape);
        if (device.kind() == Device.Kind.CPU) {
            return here;
        }
        try (here) {
            return here.to(device);
        }
    }

    /** Copies numbers to an INT32 tensor. */
    public static Tensor of(int[] values, long... shape) {
        return fromMemory(MemorySegment.ofArray(values), DType.INT32, shape);
    }

    /** Copies truth values to a BOOL tensor. */
    public static Tensor of(boolean[] values, long... shape) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return fromMemory(MemorySegment.ofArray(bytes), DType.BOOL, shape);
    }

    /**
     * Copies memory, whose bytes are the elements in row-major order and in the byte order of this machine.
     *
     * @throws IllegalArgumentException if the memory has not exactly the size of the shape
     */
    public static Tensor fromMemory(MemorySegment memory, DType type, long... shape) {
        checkSize(memory, type, shape);
        Tensor tensor = empty(type, shape);
        tensor.memory().copyFrom(memory);
        return tensor;
    }

    /** Makes a tensor of one number, shape {@code []}. */
    public static Tensor scalar(DType type, double value) {
        return full(type, value);
    }

    /** Makes a tensor whose elements are arbitrary until written. */
    public static Tensor empty(DType type, long... shape) {
        return empty(type, Device.cpu(), shape);
    }

    /** Makes a tensor whose elements are arbitrary until written. */
    public static Tensor empty(DType type, Device device, long... shape) {
        Torch.init();
        return Native.tensor(
                "empty", () -> torch.torch_empty(shape, NativeTypes.options(type, device), Constants.NO_FORMAT));
    }

    /** Makes a tensor of zeros. */
    public static Tensor zeros(DType type, long... shape) {
        return zeros(type, Device.cpu(), shape);
    }

    /** Makes a tensor of zeros. */
    public static Tensor zeros(DType type, Device device, long... shape) {
        Torch.init();
        return Native.tensor("zeros", () -> torch.torch_zeros(shape, NativeTypes.options(type, device)));
    }

    /** Makes a tensor of ones. */
    public static Tensor ones(DType type, long... shape) {
        return full(type, 1, shape);
    }

    /** Makes a tensor filled with one number. */
    public static Tensor full(DType type, double value, long... shape) {
        Torch.init();
        return Native.tensor("full", () -> {
            try (Scalar scalar = Native.scalar(value)) {
                return torch.torch_full(shape, scalar, NativeTypes.options(type, Device.cpu()));
            }
        });
    }

    /** Makes the numbers from {@code start} up to, but without, {@code end}. */
    public static Tensor arange(DType type, double start, double end, double step) {
        Torch.init();
        return Native.tensor("arange", () -> {
            try (Scalar from = Native.scalar(start);
                    Scalar to = Native.scalar(end);
                    Scalar by = Native.scalar(step)) {
                return torch.torch_arange(from, to, by, NativeTypes.options(type, Device.cpu()));
            }
        });
    }

    /** Makes the numbers from 0 up to, but without, {@code end}. */
    public static Tensor arange(DType type, long end) {
        return arange(type, 0, (double) end, 1);
    }

    /** Joins tensors along a dimension that they have. */
    public static Tensor cat(List<Tensor> parts, long dim) {
        return Native.tensor("cat", () -> {
            try (TensorVector vector = Native.vector(parts)) {
                return torch.cat(vector, dim);
            }
        });
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(List<Tensor> parts, long dim) {
        return Native.tensor("stack", () -> {
            try (TensorVector vector = Native.vector(parts)) {
                return torch.stack(vector, dim);
            }
        });
    }

    /** Returns the sizes of all dimensions. */
    public long[] shape() {
        org.bytedeco.pytorch.Tensor tensor = handle();
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    /** Returns the size of a dimension; negative ones count from the last. */
    public long size(long dim) {
        try {
            return handle().size(dim);
        } catch (RuntimeException e) {
            throw TorchException.of("size", e);
        }
    }

    /** Returns the number of dimensions. */
    public int dim() {
        return (int) handle().dim();
    }

    /** Returns the number of elements. */
    public long numel() {
        return handle().numel();
    }

    /** Returns how much memory the elements take. */
    public long bytes() {
        return numel() * dtype().bytes();
    }

    /** Returns the type of the elements. */
    public DType dtype() {
        return NativeTypes.of(handle().scalar_type());
    }

    /** Returns where the elements live. */
    public Device device() {
        try (org.bytedeco.pytorch.Device device = handle().device()) {
            return NativeTypes.of(device);
        }
    }

    /** Tells whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return handle().is_contiguous();
    }

    /** Copies the elements; gradients flow through the copy. */
    public Tensor copy() {
        return Native.unary(this, "clone", a -> a.clone(Constants.NO_FORMAT));
    }

    /** Converts the elements; shares memory if they have this type already. */
    public Tensor to(DType type) {
        return Native.unary(this, "to", a -> a.toType(NativeTypes.of(type)));
    }

    /** Moves the elements; shares memory if they are there already. */
    public Tensor to(Device device) {
        return Native.unary(this, "to", a -> {
            try (org.bytedeco.pytorch.Device target = NativeTypes.of(device)) {
                return a.to(target, a.scalar_type());
            }
        });
    }

    /** Tells whether another tensor has the same shape and the same elements. */
    public boolean hasSameElements(Tensor other) {
        try {
            return torch.equal(handle(), other.handle());
        } catch (RuntimeException e) {
            throw TorchException.of("equal", e);
        }
    }

    /**
     * Takes this tensor out of its scope: from now on its holder closes it.
     *
     * @return this tensor
     */
    public Tensor leaveScope() {
        if (owner != null) {
            owner.remove(this);
        }
        return this;
    }

    /** Tells whether the native tensor has been released. */
    public boolean isClosed() {
        return handle == null;
    }

    /** Releases the native tensor now, before its scope does. */
    @Override
    public void close() {
        leaveScope();
        release();
    }

    @Override
    public String toString() {
        return isClosed()
                ? "Tensor(closed)"
                : "Tensor(" + dtype() + " " + Arrays.toString(shape()) + " on " + device() + ")";
    }

    org.bytedeco.pytorch.Tensor handle() {
        if (handle == null) {
            throw new IllegalStateException("the tensor is closed");
        }
        return handle;
    }

    @Nullable
    Scope owner() {
        return owner;
    }

    int slot() {
        return slot;
    }

    void own(@Nullable Scope scope, int place) {
        owner = scope;
        slot = place;
    }

    void release() {
        owner = null;
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }

    /**
     * Returns how many elements a tensor of a shape has.
     *
     * @throws ArithmeticException if there are more than a long can count
     */
    public static long elements(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static void checkSize(MemorySegment memory, DType type, long[] shape) {
        long elements = elements(shape);
        if (memory.byteSize() != Math.multiplyExact(elements, (long) type.bytes())) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " of " + type + " needs "
                    + elements * type.bytes() + " bytes, not " + memory.byteSize());
        }
    }
}
