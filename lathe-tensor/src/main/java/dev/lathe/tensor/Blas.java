package dev.lathe.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Multiplies float32 matrices by the library that libtorch itself calls, for products so small that an operator's own work would take
 * longer. Matrices are row-major and given by address and row length; nothing is checked.
 */
final class Blas {
    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout.OfLong ADDRESS = ValueLayout.JAVA_LONG;

    private static final MethodHandle SGEMM = function(
            "cblas_sgemm",
            FunctionDescriptor.ofVoid(
                    INT, INT, INT, INT, INT, INT, FLOAT, ADDRESS, INT, ADDRESS, INT, FLOAT, ADDRESS, INT));
    private static final MethodHandle SGEMV = function(
            "cblas_sgemv",
            FunctionDescriptor.ofVoid(INT, INT, INT, INT, FLOAT, ADDRESS, INT, ADDRESS, INT, FLOAT, ADDRESS, INT));

    private Blas() {}

    /**
     * A matrix in native memory.
     *
     * @param address where its first element is
     * @param rows how many rows it has
     * @param columns how many columns it has
     * @param stride how many elements a row is from the next
     */
    record Matrix(long address, int rows, int columns, int stride) {}

    /** Writes {@code factor * left * right^T}. */
    static void timesTransposed(float factor, Matrix left, Matrix right, Matrix out) {
        if (left.rows == 1) {
            gemv(AS_IS, factor, right, left.address, 0, out.address);
        } else {
            gemm(TRANSPOSED, factor, left, right, 0, out);
        }
    }

    /** Writes {@code kept * out + left * right}. */
    static void addTimes(float kept, Matrix left, Matrix right, Matrix out) {
        if (left.rows == 1) {
            gemv(TRANSPOSED, 1, right, left.address, kept, out.address);
        } else {
            gemm(AS_IS, 1, left, right, kept, out);
        }
    }

    private static void gemm(int right, float factor, Matrix a, Matrix b, float kept, Matrix c) {
        try {
            SGEMM.invokeExact(
                    ROW_MAJOR, AS_IS, right, c.rows, c.columns, a.columns, factor, a.address, a.stride, b.address,
                    b.stride, kept, c.address, c.stride);
        } catch (Throwable impossible) {
            throw new IllegalStateException("cblas_sgemm", impossible);
        }
    }

    private static void gemv(int side, float factor, Matrix matrix, long vector, float kept, long out) {
        try {
            SGEMV.invokeExact(
                    ROW_MAJOR,
                    side,
                    matrix.rows,
                    matrix.columns,
                    factor,
                    matrix.address,
                    matrix.stride,
                    vector,
                    1,
                    kept,
                    out,
                    1);
        } catch (Throwable impossible) {
            throw new IllegalStateException("cblas_sgemv", impossible);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        Torch.init();
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.loaderLookup()
                                .find(name)
                                .orElseThrow(() -> new IllegalStateException("libtorch came without " + name)),
                        type);
    }
}
