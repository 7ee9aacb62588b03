package dev.lathe.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/** Calls the few functions of the C library that must run before the first native class is loaded. */
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private CLibrary() {}

    /** Sets a variable of the process's environment, as native code sees it. */
    static void setVariable(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nativeName = arena.allocateFrom(name);
            MemorySegment nativeValue = arena.allocateFrom(value);
            if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
                call(windowsSetter(arena), nativeName, nativeValue);
            } else {
                call(posixSetter(), nativeName, nativeValue, 1);
            }
        }
    }

    /** Changes a parameter of the allocator, where the C library has such a function. */
    static void setAllocatorOption(int option, int value) {
        Optional<MemorySegment> function = LINKER.defaultLookup().find("mallopt");
        function.ifPresent(address -> call(
                LINKER.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)),
                option,
                value));
    }

    private static void call(MethodHandle function, Object... arguments) {
        try {
            function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library cannot be called", e);
        }
    }

    private static MethodHandle posixSetter() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    }

    private static MethodHandle windowsSetter(Arena arena) {
        return LINKER.downcallHandle(
                SymbolLookup.libraryLookup("ucrtbase.dll", arena).findOrThrow("_putenv_s"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
