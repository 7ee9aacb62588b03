package dev.lathe.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Sets what the native libraries read once, when they are loaded. The C environment of the process is changed, because
 * {@code System.getenv} has no setter and the libraries don't look at Java's copy. A variable that the user has set stays.
 */
final class NativeEnvironment {
    private NativeEnvironment() {}

    static void prepare(WaitPolicy policy) {
        // OpenBLAS would start a pool of its own beside libtorch's, and the two would fight for the cores.
        set("OPENBLAS_NUM_THREADS", "1");
        if (Processor.current().hasHiddenAvx512()) {
            // OpenBLAS would fall back to AVX2 kernels, at half the speed.
            set("OPENBLAS_CORETYPE", "SKYLAKEX");
        }
        switch (policy) {
            case PASSIVE -> set("OMP_WAIT_POLICY", "PASSIVE");
            case SPIN -> {
                // About 20 microseconds in GNU's and 1 millisecond in LLVM's OpenMP: each reads its own variable.
                set("GOMP_SPINCOUNT", "20000");
                set("KMP_BLOCKTIME", "1");
            }
        }
        // Scopes own native memory: the garbage collector must neither free it nor count it.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }

    private static void set(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nativeName = arena.allocateFrom(name);
            MemorySegment nativeValue = arena.allocateFrom(value);
            if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
                call(windowsSetter(arena), nativeName, nativeValue);
            } else {
                call(posixSetter(), nativeName, nativeValue, 0);
            }
        }
    }

    private static void call(MethodHandle setter, Object... arguments) {
        try {
            setter.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot set a variable of the native environment", e);
        }
    }

    private static MethodHandle posixSetter() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    }

    private static MethodHandle windowsSetter(Arena arena) {
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup("ucrtbase.dll", arena).findOrThrow("_putenv_s"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
