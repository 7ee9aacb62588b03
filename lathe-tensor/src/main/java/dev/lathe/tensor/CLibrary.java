package dev.lathe.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls the few functions of the C library that must run before the first native class is loaded. */
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Path NOWHERE = Path.of("/dev/null");
    private static final int STANDARD_OUTPUT = 1;
    private static final int WRITE_ONLY = 1;

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

    /** Has the allocator give pages that nobody uses back to the system, where the C library has such a function. */
    static void trimAllocator() {
        LINKER.defaultLookup()
                .find("malloc_trim")
                .ifPresent(address -> call(
                        LINKER.downcallHandle(
                                address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)),
                        0L));
    }

    /**
     * Runs work while what native code writes to the standard output goes nowhere, for libraries that chat there. Where the C library
     * has no such functions, the chat stays.
     */
    static <T> T withoutChat(Supplier<T> work) {
        SymbolLookup library = LINKER.defaultLookup();
        if (library.find("dup2").isEmpty() || !Files.exists(NOWHERE)) {
            return work.get();
        }
        MethodHandle replace = handle("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle close = handle("close", ValueLayout.JAVA_INT);
        Object saved = call(handle("dup", ValueLayout.JAVA_INT), STANDARD_OUTPUT);
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle open = handle("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
            Object nowhere = call(open, arena.allocateFrom(NOWHERE.toString()), WRITE_ONLY);
            call(replace, nowhere, STANDARD_OUTPUT);
            call(close, nowhere);
            return work.get();
        } finally {
            call(replace, saved, STANDARD_OUTPUT);
            call(close, saved);
        }
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
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
