package dev.lathe.tensor;

import dev.lathe.core.UserError;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Loads libtorch in a JVM of its own, and prints what native code then finds in its environment. */
final class LoadProgram {
    private LoadProgram() {}

    public static void main(String[] arguments) throws Throwable {
        try {
            Torch.init(WaitPolicy.valueOf(arguments[0]));
        } catch (UserError e) {
            System.out.println("user error: " + e.getMessage());
            return;
        }
        for (String name : new String[] {"OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT"}) {
            System.out.println(name + "=" + variable(name));
        }
    }

    private static String variable(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (var arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("getenv"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(arena.allocateFrom(name));
            return value.address() == 0 ? "" : value.reinterpret(Long.MAX_VALUE).getString(0);
        }
    }
}
