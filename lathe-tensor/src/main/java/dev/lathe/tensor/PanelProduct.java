package dev.lathe.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Multiplies rows by a panel, a few columns of a matrix that lie together: oneDNN's kernels for small matrices, which libtorch exports for
 * its own fused operators. A call takes no lock, starts no thread and allocates nothing but a kernel for each new shape of a thread, so
 * that many threads can share the panels of one matrix. Each element of the product is summed in the order of the depth, whatever the
 * number of rows. Matrices are row-major and given by address and row length; nothing is checked.
 */
public final class PanelProduct {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfBoolean BOOLEAN = ValueLayout.JAVA_BOOLEAN;
    private static final FunctionDescriptor TYPE =
            FunctionDescriptor.ofVoid(LONG, LONG, LONG, LONG, LONG, LONG, BOOLEAN, LONG, LONG, LONG, BOOLEAN);

    private static final Optional<MethodHandle> BFLOAT16 =
            function("_ZN2at6native7cpublas6brgemmEllllllbPKN3c108BFloat16ES5_Pfb", "avx512_bf16");
    private static final Optional<MethodHandle> FLOAT32 =
            function("_ZN2at6native7cpublas6brgemmEllllllbPKfS3_Pfb", "avx2");

    private PanelProduct() {}

    /** Tells whether this machine has kernels for elements of a type. */
    public static boolean isAvailable(DType type) {
        return switch (type) {
            case BFLOAT16 -> BFLOAT16.isPresent();
            case FLOAT32 -> FLOAT32.isPresent();
            default -> false;
        };
    }

    /**
     * Describes a product.
     *
     * @param rows rows of the left matrix
     * @param columns columns of the panel
     * @param depth columns of the left matrix; even for bfloat16
     * @param panelStride elements from one row of the panel to the next
     * @param outStride elements from one row of the product to the next
     * @param adds whether the product is added to what is there
     */
    public record Shape(int rows, int columns, int depth, int panelStride, int outStride, boolean adds) {}

    /**
     * Multiplies bfloat16 into float32.
     *
     * @param left {@code [rows, depth]}
     * @param panel {@code [depth / 2, panelStride, 2]}: two neighbours of the depth lie together
     * @param out {@code [rows, outStride]}
     */
    public static void bfloat16(Shape shape, long left, long panel, long out) {
        call(BFLOAT16.orElseThrow(), shape, left, panel, out, true);
    }

    /**
     * Multiplies float32.
     *
     * @param left {@code [rows, depth]}
     * @param panel {@code [depth, panelStride]}
     * @param out {@code [rows, outStride]}
     */
    public static void float32(Shape shape, long left, long panel, long out) {
        call(FLOAT32.orElseThrow(), shape, left, panel, out, false);
    }

    private static void call(MethodHandle kernel, Shape shape, long left, long panel, long out, boolean pairs) {
        try {
            kernel.invokeExact(
                    (long) shape.rows,
                    (long) shape.columns,
                    (long) shape.depth,
                    (long) shape.depth,
                    (long) shape.panelStride,
                    (long) shape.outStride,
                    shape.adds,
                    left,
                    panel,
                    out,
                    pairs);
        } catch (Throwable impossible) {
            throw new IllegalStateException("brgemm", impossible);
        }
    }

    /** Finds a function where the processor has what it needs: it would end the process elsewhere. */
    private static Optional<MethodHandle> function(String name, String feature) {
        Torch.init();
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        if (!linux || !Processor.current().features().contains(feature)) {
            return Optional.empty();
        }
        return SymbolLookup.loaderLookup()
                .find(name)
                .map(address -> Linker.nativeLinker().downcallHandle(address, TYPE));
    }
}
