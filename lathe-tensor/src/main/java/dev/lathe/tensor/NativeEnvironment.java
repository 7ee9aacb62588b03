package dev.lathe.tensor;

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
        waitBy(policy);
        SystemAllocator.keepMemory();
        // Scopes own native memory: the garbage collector must neither free it nor count it.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }

    private static void waitBy(WaitPolicy policy) {
        switch (policy) {
            case PASSIVE -> set("OMP_WAIT_POLICY", "PASSIVE");
            case SPIN -> {
                // GNU's OpenMP counts turns (about 20 microseconds), LLVM's milliseconds: each reads its own variable.
                set("GOMP_SPINCOUNT", "20000");
                set("KMP_BLOCKTIME", "1");
            }
        }
    }

    private static void set(String name, String value) {
        if (System.getenv(name) == null) {
            CLibrary.setVariable(name, value);
        }
    }
}
